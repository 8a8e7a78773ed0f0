import { readReviewCopy } from '../../../electron/backend/docx/read/read-review-copy.ts';
import type { Element } from '../../../electron/backend/docx/read/xml.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import type { Merged } from '../../../shared/merge/merge.ts';
import { WordModel } from '../../attack/word-model.ts';
import { copyOf, first, isElement, make, named, replaceIn, within } from '../../attack/word-xml.ts';
import { bare, blocksOfCases, readCases, readInWord, type Batch } from './figure-cases.ts';
import { after } from './marked-copy.ts';
import { brought, merged, writtenCopy } from './returned.ts';

/** What is done with a change in Word: taken, refused, left open, or each half of its words by itself. */
export type Choice = boolean | null | readonly [boolean | null, boolean | null];

const MARKS = /^(?:ins|del)$/;
const NUMBER = /^（[一二三四五六七八九十百千零]+）$/;

/** Decides changes as Word does: of words, and of the ends of paragraphs. */
export function decideIn(word: WordModel, choose: (mark: Element) => Choice): void {
  for (const { element: paragraph } of within(word.root, /^p$/)) halve(paragraph, choose);
}

function halve(holder: Element, choose: (mark: Element) => Choice): void {
  for (const node of holder.children.slice()) {
    if (!isElement(node) || /^(?:pPr|rPr|p|tbl)$/.test(node.localName)) continue;
    if (!MARKS.test(node.localName)) {
      halve(node, choose);
      continue;
    }
    const choice = choose(node);
    const parts = Array.isArray(choice) ? halves(node) : [node];
    if (parts.length > 1) replaceIn(holder, node, parts);
    parts.forEach((part, at) => {
      const own = Array.isArray(choice) ? (choice[at] as boolean | null) : (choice as boolean | null);
      halve(part, choose);
      if (own === null) return;
      const isKept = (part.localName === 'ins') === own;
      replaceIn(
        holder,
        part,
        isKept ? part.children.map((one) => (isElement(one) ? undeleted(one) : one)) : [],
      );
    });
  }
}

const textNode = (run: Element): Element | undefined => first(run, 't') ?? first(run, 'delText');

/** A change of one run as two, each with half of its words. */
function halves(mark: Element): Element[] {
  const run = first(mark, 'r');
  const text = run && textNode(run)?.textContent;
  // The number of a heading is counted: half of it is none.
  if (!run || named(mark, 'r').length > 1 || !text || text.length < 2 || NUMBER.test(text)) return [mark];
  return [text.slice(0, text.length >> 1), text.slice(text.length >> 1)].map((words) => {
    const made = copyOf(mark);
    const inner = textNode(first(made, 'r') as Element);
    inner?.children.splice(0, inner.children.length, words);
    return made;
  });
}

function undeleted(run: Element): Element {
  const made = copyOf(run);
  made.children.forEach((node, at) => {
    if (isElement(node) && node.localName === 'delText')
      made.children[at] = make('t', { ...node.attributes }, node.children);
  });
  return made;
}

/** Decides the ends of paragraphs: one that came and is refused, or went and is so for good, joins the next one. */
export function decideBreaks(word: WordModel, choose: (mark: Element) => boolean | null): void {
  for (const { holder, element: paragraph } of within(word.root, /^p$/).toReversed()) {
    const look = first(first(paragraph, 'pPr'), 'rPr');
    const mark = look?.children.find((one): one is Element => isElement(one) && MARKS.test(one.localName));
    const choice = mark && choose(mark);
    if (!look || !mark || choice === null) continue;
    replaceIn(look, mark, []);
    if ((mark.localName === 'ins') === choice) continue;
    const next = holder.children[holder.children.indexOf(paragraph) + 1];
    if (!isElement(next) || next.localName !== 'p') continue;
    const words = paragraph.children.filter((node) => !isElement(node) || node.localName !== 'pPr');
    const at = next.children.findIndex((node) => isElement(node) && node.localName === 'pPr') + 1;
    next.children.splice(at, 0, ...words);
    replaceIn(holder, paragraph, []);
  }
}

/** The report goes out once more as it stands, something is decided in Word, and it comes back. */
export type Round = { batch: Batch; result: Merged; faults: string[] };

/** @param name what the round is, for what is wrong with it */
export async function round(batch: Batch, name: string, act: (word: WordModel) => void): Promise<Round> {
  const { sent, cases } = batch;
  const file = await writtenCopy(sent);
  const word = new WordModel(file);
  act(word);
  const wanted = readInWord(word, true);
  const refused = readInWord(word, false);
  const copy = await readReviewCopy('稿.docx', word.save());
  const result = merged(sent, copy);
  const accepted = readCases(finalView(result.blocks));
  const original = readCases(originalView(result.blocks));
  const own = blocksOfCases(result.blocks);
  const faults: string[] = [];
  cases.forEach((one, at) => {
    const ids = new Set((own[at] ?? []).map(({ id }) => id));
    const isNamed = [...result.partly, ...result.conflicts, ...result.masked].some(({ block }) =>
      ids.has(block),
    );
    // What is left of a figure may be read as words that nobody has signed: they are open, and lost is nothing.
    const isOpen = result.revisions.some(({ id }) => JSON.stringify(own[at] ?? []).includes(id));
    if (isNamed || one.shape.name === '保密') return;
    const tell = (what: string, is: readonly string[] = [], want: readonly string[] = []): void => {
      if (bare(is) !== bare(want))
        faults.push(`${name}: ${one.name}: ${what} “${is.join('/')}”, not “${want.join('/')}”`);
    };
    tell('accepted', accepted[at], wanted[at]);
    if (!isOpen) tell('rejected', original[at], refused[at]);
  });
  if (accepted.length !== cases.length || wanted.length !== cases.length)
    faults.push(`${name}: cases were mixed up: ${accepted.length}, ${wanted.length} of ${cases.length}`);
  for (const problem of documentProblems(result.blocks)) faults.push(`${name}: ${JSON.stringify(problem)}`);
  if (/[\uE000\uE001]/u.test(JSON.stringify(result.blocks))) faults.push(`${name}: a private character`);
  const now = { ...sent, ...after(sent, result) };
  const again = merged(sent, copy, now);
  if (again.revisions.length + again.decisions.length > 0)
    faults.push(`${name}: a second time something came`);
  return { batch: { ...batch, sent: now }, result, faults };
}

/** What a copy brings that nobody has touched. */
export async function broughtUntouched({ sent }: Batch): Promise<string[]> {
  const copy = await readReviewCopy('稿.docx', await writtenCopy(sent));
  return Object.entries(brought(merged(sent, copy))).flatMap(([key, count]) =>
    count ? [`${key} ${count}`] : [],
  );
}
