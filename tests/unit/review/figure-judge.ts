import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import { inlinesOf, isField } from '../../../shared/document/guards.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import type { Block, Field } from '../../../shared/document/types.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import { WordModel } from '../../attack/word-model.ts';
import {
  bare,
  blocksOfCases,
  placesOf,
  readCases,
  readInWord,
  VARIABLES,
  type Batch,
  type Case,
} from './figure-cases.ts';
import { after } from './marked-copy.ts';
import { merged, writtenCopy } from './returned.ts';

/** What came of a copy in which every case was edited, and what is wrong with it. */
export type Judged = { result: Merged; faults: string[]; wanted: string[][] };

/** Edits every case of the report in Word, takes the copy in, and says what is wrong with what came. */
export async function judge(batch: Batch): Promise<Judged> {
  const { sent, cases } = batch;
  const word = new WordModel(await writtenCopy(sent));
  const places = placesOf(word, cases.length);
  cases.forEach((one, at) => {
    const place = places[at];
    if (!place) throw new Error(`no place: ${one.name}`);
    const from = word.textOf(place).indexOf(one.before + one.text) + one.before.length;
    if (from < one.before.length) throw new Error(`not there: ${one.name}: ${word.textOf(place)}`);
    one.edit.do(word, place, from);
  });
  const wanted = readInWord(word, true);
  const copy = await readReviewCopy('稿.docx', word.save());
  const result = merged(sent, copy);
  const final = finalView(result.blocks);
  const accepted = readCases(final);
  const rejected = readCases(originalView(result.blocks));
  const original = readCases(sent.blocks);
  const finalOf = blocksOfCases(final);
  const blocksOf = blocksOfCases(result.blocks);
  const seen = publicCases(final);
  const faults: string[] = [];
  cases.forEach((one, at) => {
    const id = batch.ids[at] ?? '';
    const own = blocksOf[at] ?? [];
    const ids = new Set([id, ...own.map((block) => block.id)]);
    const isNamed =
      result.conflicts.some(({ block }) => ids.has(block)) ||
      result.masked.some(({ block }) => ids.has(block));
    const tell = (what: string): void => void faults.push(`${one.name}: ${what}`);
    const [is, was, want] = [accepted[at] ?? [], rejected[at] ?? [], wanted[at] ?? []];
    if (!same(was, original[at] ?? [])) tell(`rejected “${was.join('/')}”`);
    const hasChanges = /"(?:ins|del|pIns|pDel)":/.test(JSON.stringify(own));
    const isMask = one.shape.name === '保密' || one.shape.name === '带掩码';
    if (!same(is, want) && !(isMask && (isNamed || hasChanges)))
      tell(`accepted “${is.join('/')}”, not “${want.join('/')}”`);
    if (!same(want, original[at] ?? []) && !isNamed && !hasChanges) tell('nothing came');
    for (const fault of fieldFaults(one, want, finalOf[at] ?? [])) tell(fault);
    const leak = leakIn(one, seen[at] ?? '');
    if (leak) tell(leak);
  });
  if (accepted.length !== cases.length || wanted.length !== cases.length) faults.push('cases were mixed up');
  for (const problem of documentProblems(result.blocks)) faults.push(JSON.stringify(problem));
  if (/[\uE000\uE001]/u.test(JSON.stringify(result.blocks))) faults.push('a private character');
  const again = merged(sent, copy, after(sent, result));
  if (again.revisions.length > 0) faults.push(`a second time ${again.revisions.length} came`);
  return { result, faults, wanted };
}

const same = (a: readonly string[], b: readonly string[]): boolean => bare(a) === bare(b);

const fieldsIn = (blocks: readonly Block[]): Field[] =>
  blocks.flatMap((block) => inlinesOf(block).filter((node) => isField(node)));

/** What still reads like a value of that kind is a field of that name. */
function fieldFaults(
  { shape, before, behind }: Case,
  want: readonly string[],
  own: readonly Block[],
): string[] {
  const text = want.at(-1) ?? '';
  const isWhole = want.length === (own[0]?.type === 'table' ? 2 : 1);
  // Digits beside digits: nobody can tell whose they are.
  if (shape.make(() => '').unit === '' && /^\d|\d$/.test(behind)) return [];
  if (!shape.value || !isWhole || !text.startsWith(before) || !text.endsWith(behind)) return [];
  const value = shape.value.exec(text.slice(before.length, text.length - behind.length))?.groups?.['value'];
  if (value === undefined) return [];
  const made = shape.make(() => '');
  const found = fieldsIn(own).filter(({ indicator }) => indicator === made.indicator);
  const [field] = found;
  if (found.length !== 1 || field?.value !== value)
    return [`no field of ${value}: ${JSON.stringify(fieldsIn(own))}`];
  const kept = (['kind', 'label', 'sensitivity', 'unit'] as const).filter((key) => field[key] !== made[key]);
  return kept.map((key) => `the field has another ${key}: ${field[key]}`);
}

/** What may be read in public of each case. */
function publicCases(blocks: readonly Block[]): string[] {
  const source = {
    document: { schema: 2 as const, blocks: [...blocks] },
    variables: VARIABLES,
    year: 2025,
    unit: '青禾镇',
    state: 'drafting' as const,
  };
  const text = writeText(toEdition(source, undefined, 'public', editionPolicy(undefined)));
  return text.split(/〔\d+〕/).slice(1);
}

/** A character of a value that is not public. */
function leakIn({ shape, before, behind }: Case, seen: string): string | null {
  const { sensitivity, variable, value } = shape.make(() => '');
  if (sensitivity === 'public' || variable !== undefined || value === '') return null;
  const inner = seen
    .slice(seen.indexOf(before) + before.length)
    .replace(behind, '')
    .replaceAll(/^\d+\./gm, '');
  return Array.from(value).some((char) => inner.includes(char)) ? `public: “${seen.trim()}”` : null;
}
