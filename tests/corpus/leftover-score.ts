import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { countingIds } from '../../shared/document/ids.ts';
import { makeField, makeParagraph } from '../../shared/document/make.ts';
import { SCHEMA_VERSION, type Field, type Variables } from '../../shared/document/types.ts';
import { findLeftovers, type Leftover } from '../../shared/edition/leftovers.ts';
import { editionPolicy } from '../../shared/edition/mask.ts';

/** What is masked elsewhere in the report of a case: its unit, or a field. */
export type CaseField = {
  type: 'unit' | 'name' | 'figure' | 'date' | 'number';
  name: string;
  value: string;
  unit?: string;
};

/** A paragraph as it is typed, with the secret in it, or null where it holds none and only looks like it. */
export type LeftoverCase = {
  id: string;
  /** What is tried: for the lists. */
  kind: string;
  fields: readonly CaseField[];
  text: string;
  secret: string | null;
};

export type LeftoverScore = {
  secrets: number;
  lookalikes: number;
  /** Of the secrets, how many were found: at least a part of each. */
  recall: number;
  /** Of the lookalikes, how many were asked about. */
  falseAlarms: number;
  missed: LeftoverCase[];
  alarms: { one: LeftoverCase; shown: string[] }[];
  /** What was asked about beside the secret. No part of either share. */
  beside: { one: LeftoverCase; shown: string[] }[];
};

/** What the gate asks about in the paragraph of a case. */
export function askedIn(one: LeftoverCase): Leftover[] {
  const ids = countingIds('case');
  const variables: Variables = {};
  const fields = one.fields.map((field) => fieldOf(field, variables, ids));
  const text = makeParagraph(one.text, 'body', ids);
  const blocks = [...fields.map((field) => makeParagraph([field], 'body', ids)), text];
  const document = { schema: SCHEMA_VERSION, blocks };
  return findLeftovers(document, variables, undefined, editionPolicy(undefined)).filter(
    ({ block }) => block === text.id,
  );
}

function fieldOf(
  { type, name, value, unit = '' }: CaseField,
  variables: Variables,
  ids: () => string,
): Field {
  switch (type) {
    case 'unit':
      variables['unit'] = value;
      return makeField({ kind: 'place', variable: 'unit', unit, label: name }, ids);
    case 'name':
      return makeField({ kind: 'person', value, unit, unitPlace: 'before', label: name }, ids);
    case 'figure':
      return makeField({ kind: figureKind(unit), value, unit, label: name }, ids);
    case 'date':
      return makeField({ kind: 'date', value, unit, label: name }, ids);
    case 'number':
      return makeField({ kind: 'document', value, unit, label: name }, ids);
  }
}

function figureKind(unit: string): 'percentage' | 'money' | 'count' {
  if (/^[%％‰]/.test(unit)) return 'percentage';
  return unit.endsWith('元') ? 'money' : 'count';
}

/** Asks the gate about every case, and counts. */
export function scoreLeftovers(cases: readonly LeftoverCase[]): LeftoverScore {
  const missed: LeftoverCase[] = [];
  const alarms: LeftoverScore['alarms'] = [];
  const beside: LeftoverScore['beside'] = [];
  for (const one of cases) {
    const found = askedIn(one);
    if (one.secret === null) {
      if (found.length > 0) alarms.push({ one, shown: found.map(shown) });
      continue;
    }
    const from = one.text.indexOf(one.secret);
    if (from < 0) throw new Error(`${one.id}: the secret is not in the text`);
    const to = from + one.secret.length;
    const touches = ({ at, text }: Leftover): boolean => at < to && at + text.length > from;
    if (!found.some(touches)) missed.push(one);
    const others = found.filter((leftover) => !touches(leftover));
    if (others.length > 0) beside.push({ one, shown: others.map(shown) });
  }
  const secrets = cases.filter(({ secret }) => secret !== null).length;
  const lookalikes = cases.length - secrets;
  return {
    secrets,
    lookalikes,
    recall: secrets === 0 ? 1 : 1 - missed.length / secrets,
    falseAlarms: lookalikes === 0 ? 0 : alarms.length / lookalikes,
    missed,
    alarms,
    beside,
  };
}

const shown = ({ kind, text }: Leftover): string => `${kind} ${text}`;

/** Cases as they are stored: one a line, in JSON. */
export function readCases(file: string): LeftoverCase[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as LeftoverCase);
}

const share = (part: number): string => `${(part * 100).toFixed(1)}%`;

const list = (cases: readonly { one: LeftoverCase; shown: string[] }[]): string[] =>
  cases.map(({ one, shown: words }) => `  ${one.id} [${one.kind}] ${words.join(' | ')} ← ${one.text}`);

/** The score in words, with every case that went wrong. */
export function scoreInWords(score: LeftoverScore): string {
  return [
    `recall ${share(score.recall)} (${score.secrets - score.missed.length} of ${score.secrets})`,
    `false alarms ${share(score.falseAlarms)} (${score.alarms.length} of ${score.lookalikes})`,
    `missed: ${score.missed.length}`,
    ...score.missed.map(
      ({ id, kind, secret, text, fields }) =>
        `  ${id} [${kind}] ${secret} ← ${text}${fields.map(({ value, unit = '' }) => ` {${value} ${unit}}`).join('')}`,
    ),
    `false: ${score.alarms.length}`,
    ...list(score.alarms),
    `beside the secret: ${score.beside.length}`,
    ...list(score.beside),
    '',
  ].join('\n');
}

const [, script, file] = process.argv;
if (script && resolve(script) === fileURLToPath(import.meta.url)) {
  if (file === undefined) throw new Error('which file of cases?');
  process.stdout.write(scoreInWords(scoreLeftovers(readCases(file))));
}
