import type { PastValue } from '../../../shared/contract/methods.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import type { Block, Field, Sensitivity, Variables } from '../../../shared/document/types.ts';
import type { Template } from '../../../shared/template/schema.ts';

export type FieldRow = {
  field: Field;
  /** What the field is called: its label, else the words before it in the text. */
  label: string;
  /** Last year's value, or ''. */
  last: string;
  lastYear: number | null;
  empty: boolean;
};

export type VariableRow = {
  key: string;
  label: string;
  value: string;
  example: string;
  sensitivity: Sensitivity;
  /** How many places of the text show it. */
  uses: number;
};

/** Years follow the report and are not typed in. */
const COMPUTED = new Set(['year', 'nextYear']);

/** Every field with a value of its own, in reading order. */
export function fieldRows(blocks: readonly Block[], past: Record<string, PastValue>): FieldRow[] {
  const rows: FieldRow[] = [];
  for (const block of blocks) {
    const nodes = inlinesOf(block);
    nodes.forEach((node, index) => {
      if (!isField(node) || node.variable) return;
      const last = past[node.id] ?? node.last;
      rows.push({
        field: node,
        label: node.label || wordsBefore(nodes.slice(0, index)) || '未命名',
        last: last ? lastText(last, node.unit) : '',
        lastYear: last?.year ?? null,
        empty: node.value === '',
      });
    });
  }
  return rows;
}

/** The unit is said only where it has changed: then the two figures can't be compared as they stand. */
function lastText(last: { value: string; unit: string }, unit: string): string {
  return last.unit === unit ? last.value : last.value + last.unit;
}

/** The last few words before a field, for one that nobody has named: `…开展学法`. */
function wordsBefore(nodes: readonly unknown[]): string {
  const last = nodes.at(-1) as { text?: unknown } | undefined;
  const text = typeof last?.text === 'string' ? last.text : '';
  const phrase = text.split(/[。，、；：！？\s]/).at(-1) ?? '';
  return phrase.length > 12 ? `…${phrase.slice(-12)}` : phrase;
}

/** The report's variables: the template's in its order, then those that only the text uses. */
export function variableRows(
  blocks: readonly Block[],
  variables: Variables,
  template: Template | null,
): VariableRow[] {
  const uses = new Map<string, { count: number; field: Field }>();
  for (const block of blocks) {
    for (const node of inlinesOf(block)) {
      if (!isField(node) || !node.variable) continue;
      const seen = uses.get(node.variable);
      uses.set(node.variable, { count: (seen?.count ?? 0) + 1, field: seen?.field ?? node });
    }
  }
  const rows: VariableRow[] = [];
  for (const variable of template?.variables ?? []) {
    if (COMPUTED.has(variable.key)) continue;
    rows.push({
      key: variable.key,
      label: variable.label,
      value: variables[variable.key] ?? '',
      example: variable.example,
      sensitivity: variable.sensitivity,
      uses: uses.get(variable.key)?.count ?? 0,
    });
  }
  const known = new Set([...rows.map((row) => row.key), ...COMPUTED]);
  for (const [key, { count, field }] of uses) {
    if (known.has(key)) continue;
    rows.push({
      key,
      label: field.label || key,
      value: variables[key] ?? '',
      example: '',
      sensitivity: field.sensitivity,
      uses: count,
    });
  }
  return rows;
}
