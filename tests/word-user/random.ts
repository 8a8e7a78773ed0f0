import type { Near, Script, Spot, Step } from './script.ts';
import type { SaveOptions } from './save.ts';

/** What random scripts may contain. */
export type RandomOptions = {
  tracking?: 'on' | 'off' | 'mixed';
  /** Prefer places in controls, fields, numbers and numbers with a Chinese unit. */
  preferMarked?: boolean;
  tables?: boolean;
  moves?: boolean;
  formats?: boolean;
  comments?: boolean;
  objects?: boolean;
  /** Accepting and rejecting changes; the original text then no longer has to stay. */
  decisions?: boolean;
  headers?: boolean;
  /** Saving as other producers do: another prefix, part names or Strict. */
  otherProducers?: boolean;
  authors?: number;
  rounds?: number;
};

type Random = () => number;

/** A small generator of numbers from 0 to 1 (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const NAMES = ['李主任', '张科长', '王五'];
const WORDS = [
  '新增',
  '3件',
  '12场次',
  '、',
  '二十五人',
  'A',
  '𠮷祥',
  '（含复议）',
  '95.5%',
  '\t',
  '2026年3月',
];

/** A script of 3 to 12 edits by 1 to 3 authors over 1 to 3 savings. The same seed gives the same script. */
export function randomScript(seed: number, options: RandomOptions = {}): Script {
  const random = randomFrom(seed);
  const authors = options.authors ?? 1 + Math.floor(random() * 3);
  const rounds = options.rounds ?? 1 + Math.floor(random() * 3);
  const edits = 3 + Math.floor(random() * 10);
  const script: Script = [];
  for (let round = 0; round < rounds; round += 1) {
    script.push(seat(random, options, authors, round));
    const count = Math.ceil((edits * (round + 1)) / rounds) - Math.ceil((edits * round) / rounds);
    for (let edit = 0; edit < count; edit += 1) {
      if (edit > 0 && random() < 0.2) script.push(seat(random, options, authors, round));
      script.push(...randomStep(random, options));
    }
    script.push({ do: 'goTo', story: 'body' }, { do: 'save', options: randomSave(random, options) });
  }
  return script;
}

function seat(random: Random, options: RandomOptions, authors: number, round: number): Step {
  const kind = options.tracking ?? 'mixed';
  return {
    do: 'sit',
    author: NAMES[Math.floor(random() * authors)] ?? '王五',
    date: `2026-03-0${round + 1}T09:${10 + Math.floor(random() * 40)}:00Z`,
    tracking: kind === 'on' || (kind === 'mixed' && random() < 0.6),
    joinKeeps: random() < 0.5 ? 'later' : 'earlier',
  };
}

function randomSave(random: Random, options: RandomOptions): SaveOptions {
  const save: SaveOptions = {
    rsids: random() < 0.8,
    renumber: random() < 0.8,
    renderedBreaks: random() < 0.5,
    properties: random() < 0.8,
    trackSetting: random() < 0.8,
    ...(random() < 0.7 && { splitRuns: Math.floor(random() * 10) }),
  };
  if (!options.otherProducers) return save;
  const kind = random();
  if (kind < 0.25) return { ...save, prefix: 'ns0' };
  if (kind < 0.45) return { ...save, partNames: true };
  return kind < 0.6 ? { ...save, strict: true } : save;
}

function pickOf<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random() * list.length)];
  if (item === undefined) throw new Error('The list is empty.');
  return item;
}

function spot(random: Random, options: RandomOptions): Spot {
  const marked: Near[] = ['number', 'unit', 'control', 'field', 'link', 'number', 'unit'];
  const plain: Near[] = options.tables ? ['any', 'any', 'cell', 'paragraph'] : ['any', 'any', 'paragraph'];
  const near = pickOf(random, options.preferMarked !== false && random() < 0.6 ? marked : plain);
  // A half of the ranges take the candidate as a whole, and some a little more.
  const isWhole = random() < 0.5;
  const grow = random() < 0.3 ? 1 + Math.floor(random() * 2) : 0;
  return {
    near,
    pick: random(),
    from: isWhole && near !== 'any' ? 0 : random(),
    to: isWhole && near !== 'any' ? 1 : random(),
    ...(grow > 0 && { grow }),
  };
}

function words(random: Random): string {
  const text = pickOf(random, WORDS);
  return random() < 0.3 ? text + pickOf(random, WORDS) : text;
}

/** One edit; a goTo is followed by an edit and the way back. */
function randomStep(random: Random, options: RandomOptions): Step[] {
  const kinds: (() => Step[])[] = [];
  const add = (weight: number, make: () => Step) => {
    for (let count = 0; count < weight; count += 1) kinds.push(() => [make()]);
  };
  addText(add, random, options);
  if (options.tables) addTables(add, random);
  if (options.comments) addComments(add, random, options);
  if (options.moves) addMoves(add, random, options);
  if (options.formats) {
    const format = () => pickOf(random, [...FORMATS]);
    add(3, () => ({ do: 'format', at: spot(random, options), format: format() }));
    add(1, () => ({ do: 'style', at: spot(random, options), style: pickOf(random, ['Heading1', 'Normal']) }));
  }
  if (options.objects) {
    add(1, () => ({ do: 'footnote', at: spot(random, options), text: '见附件' }));
    add(1, () => ({ do: 'image', at: spot(random, options) }));
    add(1, () => ({ do: 'textBox', at: spot(random, options), text: '提示' }));
  }
  if (options.decisions) {
    const decision = () => (random() < 0.5 ? ('accept' as const) : ('reject' as const));
    add(2, () => ({ do: 'decideOne', decision: decision(), pick: random() }));
    add(1, () => ({ do: 'decideAll', decision: decision(), author: pickOf(random, NAMES) }));
  }
  if (options.headers) {
    const edit: Step = {
      do: 'type',
      at: { near: 'any', pick: 0, from: 0.5, to: 0.5 },
      text: '稿',
      side: 'inside',
    };
    kinds.push(() => [{ do: 'goTo', story: 'header1' }, edit, { do: 'goTo', story: 'body' }]);
  }
  return pickOf(random, kinds)();
}

const FORMATS = [
  { name: 'b', value: '1' },
  { name: 'strike', value: '1' },
  { name: 'color', value: 'FF0000' },
  { name: 'highlight', value: 'yellow' },
] as const;

type Add = (weight: number, make: () => Step) => void;

function addText(add: Add, random: Random, options: RandomOptions): void {
  const at = () => spot(random, options);
  const side = () => (random() < 0.5 ? ('inside' as const) : ('outside' as const));
  add(4, () => ({ do: 'type', at: at(), text: words(random), side: side() }));
  add(4, () => ({ do: 'delete', at: at() }));
  add(5, () => ({ do: 'replace', at: at(), text: words(random) }));
  add(2, () => ({ do: 'split', at: at(), side: side() }));
  add(2, () => ({ do: 'join', at: at() }));
  add(1, () => ({ do: 'deleteParagraph', at: at() }));
  add(1, () => ({ do: 'deleteAcross', at: at(), paragraphs: 1 + Math.floor(random() * 3) }));
  add(1, () => ({ do: 'copy', at: at(), to: at() }));
}

function addMoves(add: Add, random: Random, options: RandomOptions): void {
  const at = () => spot(random, options);
  const how = () => (random() < 0.6 ? ('marked' as const) : ('cut' as const));
  const bookmarks = () => (random() < 0.5 ? ('follow' as const) : ('stay' as const));
  add(3, () => ({ do: 'move', at: at(), to: at(), how: how(), bookmarks: bookmarks() }));
  add(3, () => ({
    do: 'moveParagraphs',
    at: at(),
    count: 1 + Math.floor(random() * 2),
    to: at(),
    how: how(),
    bookmarks: bookmarks(),
  }));
}

function addTables(add: Add, random: Random): void {
  const table = () => ({ table: random(), pick: random() });
  const texts = () => [words(random), words(random)].map((text) => text.replace('\t', '5'));
  add(2, () => ({ do: 'insertRow', ...table(), texts: texts() }));
  add(2, () => ({ do: 'deleteRow', ...table() }));
  add(1, () => ({ do: 'moveRow', ...table(), to: random() }));
  add(1, () => ({ do: 'insertColumn', ...table(), texts: texts() }));
  add(1, () => ({ do: 'deleteColumn', ...table() }));
  add(1, () => ({ do: 'mergeRight', ...table(), cell: random() }));
  add(1, () => ({ do: 'mergeDown', ...table(), cell: random() }));
  add(1, () => ({ do: 'splitCell', ...table(), cell: random() }));
  if (random() < 0.2) add(1, () => ({ do: 'deleteTable', table: random() }));
}

function addComments(add: Add, random: Random, options: RandomOptions): void {
  add(3, () => ({ do: 'comment', at: spot(random, options), text: `请核实${words(random)}` }));
  add(1, () => ({ do: 'reply', pick: random(), text: '已核' }));
  add(1, () => ({ do: 'resolve', pick: random() }));
  add(1, () => ({ do: 'deleteComment', pick: random() }));
}
