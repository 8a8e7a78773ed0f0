import type { Block } from '../document/types.ts';
import { findingKey } from './ignore.ts';
import type {
  BlockRule,
  BlockView,
  CheckContext,
  Finding,
  Hit,
  ReportHit,
  ReportRule,
  Rule,
} from './types.ts';
import { Views } from './views.ts';

/**
 * Checks a report again and again while it is written: a block that reads as before is not looked at again, and the
 * rules that look at the whole report keep what they take from single blocks.
 */
export class Checker {
  readonly #blockRules: readonly BlockRule[];
  readonly #reportRules: readonly ReportRule[];
  readonly #views = new Views();
  #found = new WeakMap<BlockView, readonly Finding[]>();
  /** Of rules that give the same hits again while what they look at is the same. */
  #ofHits = new WeakMap<ReportHit, Finding>();
  #context: CheckContext | null = null;

  constructor(rules: readonly Rule[]) {
    this.#blockRules = rules.filter((rule) => rule.scope === 'block');
    this.#reportRules = rules.filter((rule) => rule.scope === 'report');
  }

  /** All findings in reading order. Keep blocks and context the same objects where they have not changed. */
  check(blocks: readonly Block[], context: CheckContext): Finding[] {
    if (context !== this.#context) {
      this.#context = context;
      this.#found = new WeakMap();
    }
    const views = this.#views.of(blocks, context.variables);
    const off = new Set(context.lists.off);
    const byView = new Map<BlockView, Finding[]>();
    for (const rule of this.#reportRules) {
      if (off.has(rule.id)) continue;
      for (const hit of rule.run(views, context)) {
        const list = byView.get(hit.view) ?? [];
        list.push(this.#ofHit(rule, hit));
        byView.set(hit.view, list);
      }
    }
    const all: Finding[] = [];
    for (const view of views) {
      const own = this.#ofBlock(view, context, off);
      const more = byView.get(view);
      const found = more ? [...own, ...more].sort((a, b) => a.from - b.from || a.to - b.to) : own;
      for (const finding of found) all.push(finding);
      for (const note of view.notes) all.push(...this.#ofBlock(note, context, off));
    }
    return all;
  }

  #ofHit(rule: Rule, hit: ReportHit): Finding {
    let finding = this.#ofHits.get(hit);
    if (!finding) {
      finding = toFinding(rule, hit.view, hit);
      this.#ofHits.set(hit, finding);
    }
    return finding;
  }

  #ofBlock(view: BlockView, context: CheckContext, off: ReadonlySet<string>): readonly Finding[] {
    const known = this.#found.get(view);
    if (known) return known;
    const found: Finding[] = [];
    if (view.text !== '' || view.typedNumber !== undefined) {
      for (const rule of this.#blockRules) {
        if (off.has(rule.id)) continue;
        for (const hit of rule.run(view, context)) {
          if (!spansGap(view, hit)) found.push(toFinding(rule, view, hit));
        }
      }
      found.sort((a, b) => a.from - b.from || a.to - b.to);
    }
    this.#found.set(view, found);
    return found;
  }
}

/** A field that nobody has filled in yet parts the words around it, although nothing shows. */
function spansGap(view: BlockView, hit: Hit): boolean {
  return view.fields.some(({ from, to }) => from === to && from > hit.from && from < hit.to);
}

/** Characters before and after that help to recognise the place. */
const AROUND = 10;

function toFinding(rule: Rule, view: BlockView, hit: Hit): Finding {
  return {
    rule: rule.id,
    severity: hit.severity ?? rule.severity,
    block: view.id,
    ...(view.cell === undefined ? {} : { cell: view.cell }),
    ...(view.note === undefined ? {} : { note: view.note }),
    from: hit.from,
    to: hit.to,
    text: view.text.slice(hit.from, hit.to),
    before: view.text.slice(Math.max(0, hit.from - AROUND), hit.from),
    after: view.text.slice(hit.to, hit.to + AROUND),
    message: hit.message,
    ...(hit.suggestion === undefined ? {} : { suggestion: hit.suggestion }),
    ...(hit.action === undefined ? {} : { action: hit.action }),
    ...(hit.whole ? { whole: hit.whole } : {}),
    ...(hit.field === undefined ? {} : { field: hit.field }),
    key: findingKey(rule.id, view, hit),
  };
}
