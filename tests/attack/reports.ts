import {
  SCHEMA_VERSION,
  type Block,
  type Field,
  type Inline,
  type TableCell,
} from '../../shared/document/types.ts';
import type { EditionSource } from '../../shared/edition/gate.ts';
import { padInlines } from '../../shared/document/make.ts';
import { editions, type EditionSettings } from '../../shared/settings/editions.ts';
import { layout, type LayoutSettings } from '../../shared/settings/layout.ts';
import type { Review } from '../../shared/review/types.ts';
import { slotSchema, type Template } from '../../shared/template/schema.ts';
import type { ReportHead } from '../../shared/edition/head.ts';
import { fc } from '../random.ts';

/** A report with secrets wherever one may stand, the secrets, and what may be read in the public edition. */
export type Case = {
  source: EditionSource;
  template: Template;
  settings: EditionSettings;
  layout: LayoutSettings;
  review: Review;
  /** Of one that is signed off: what only its signature's record says. */
  signedBy: { name: string; title: string; opinion: string };
  secrets: string[];
  /** Those of them that are in no file at all, the internal edition included. */
  never: string[];
  /** Names of yearly figures: rows of a table of figures are called by them, and no other file has them. */
  labels: string[];
  open: string[];
};

const HAN = '璎珩瑄珺堃喆甯郗鄢亓仉宓逄蔺笪璟翊懿麒骞瀚霖'.split('');
const PLAIN = ['全面推进依法治市工作', '深入开展法治宣传教育', '落实行政执法责任', '群众满意'];

const piece = fc.record({
  what: fc.constantFrom(
    'plain',
    'plain',
    'field',
    'field',
    'variable',
    'computed',
    'deleted',
    'sentence',
    'ordinal',
    'note',
    'image',
  ),
  kind: fc.constantFrom('figure', 'name', 'organisation', 'date'),
  sensitivity: fc.constantFrom('internal', 'internal', 'secret', 'public'),
  split: fc.boolean(),
  commented: fc.boolean(),
  inserted: fc.boolean(),
  pick: fc.nat(1_000_000_000),
});
type Piece = typeof piece extends fc.Arbitrary<infer T> ? T : never;

const blockSpec = fc.record({
  type: fc.constantFrom(
    'heading',
    'heading',
    'paragraph',
    'paragraph',
    'paragraph',
    'table',
    'addressee',
    'attachment',
    'docnumber',
    'caption',
    'measure',
    'annex',
  ),
  level: fc.constantFrom(1, 2, 3, 4),
  secret: fc.constantFrom(false, false, false, true),
  runIn: fc.boolean(),
  markDeleted: fc.constantFrom(false, false, false, true),
  pieces: fc.array(piece, { minLength: 1, maxLength: 6 }),
});

export const reportSpec = fc.record({
  title: fc.array(piece, { minLength: 1, maxLength: 3 }),
  blocks: fc.array(blockSpec, { minLength: 1, maxLength: 14 }),
  signature: fc.array(piece, { minLength: 1, maxLength: 2 }),
  fixed: fc.boolean(),
  head: fc.boolean(),
  state: fc.constantFrom('drafting', 'signed-off'),
  pick: fc.nat(1_000_000_000),
});
export type ReportSpec = typeof reportSpec extends fc.Arbitrary<infer T> ? T : never;

/** Words that can't come about by chance, numbered so that each is its own. */
class Words {
  #n: number;
  constructor(from: number) {
    this.#n = from;
  }
  next(kind: string, pick: number): string {
    this.#n += 1;
    const at = (shift: number): string => HAN[Math.floor(pick / (shift + 1)) % HAN.length] ?? '璎';
    const digit = (place: number): string =>
      HAN[Math.floor(this.#n / HAN.length ** place) % HAN.length] ?? '璎';
    // The count is spelt at its end, so that no two are the same, nor one a part of another.
    const name = `${at(1)}${at(5)}${digit(1)}${digit(0)}`;
    const number = `${7 + (this.#n % 2)}${String(pick).padStart(9, '0').slice(-7)}${String(this.#n).padStart(3, '0')}`;
    switch (kind) {
      case 'name':
        return name;
      case 'organisation':
        return `${name}${at(7)}法务中心${this.#n}`;
      case 'date':
        return `3${String(this.#n).padStart(3, '0')}年${name}日`;
      default:
        return number;
    }
  }
}

/** Another word of the same kind and length. */
function anotherWord(word: string): string {
  return Array.from(word, (sign) => {
    if (/\d/.test(sign)) return String((Number(sign) + 5) % 10);
    const at = HAN.indexOf(sign);
    return at < 0 ? sign : (HAN[(at + 7) % HAN.length] ?? sign);
  }).join('');
}

/**
 * Builds the report of a spec.
 * @param from where its words are counted from: two reports with words of their own are compared
 * @param other everything that no file may say is another word, as long as the first
 */
export function buildCase(spec: ReportSpec, from = 0, other = false): Case {
  const words = new Words(from);
  const labels: string[] = [];
  const secrets: string[] = [];
  const open: string[] = [];
  const hide = (word: string): string => {
    secrets.push(word);
    return word;
  };
  const never: string[] = [];
  const bury = (word: string): string => {
    const said = other ? anotherWord(word) : word;
    never.push(said);
    return hide(said);
  };
  const named = (label: string): string => {
    labels.push(label);
    return label;
  };
  const at = '2025-11-01T08:00:00Z';
  const author = { id: 'p1', name: hide(words.next('name', spec.pick)) };
  const review: Review = { revisions: [], threads: [], decisions: [] };
  const revise = (kind: 'insert' | 'delete'): string => {
    const id = `r${review.revisions.length}`;
    review.revisions.push({ id, author: author.id, at, kind });
    return id;
  };
  const comment = (pick: number): string => {
    const id = `t${review.threads.length}`;
    // People say in comments what no file may.
    const again = buried[pick % Math.max(1, buried.length)] ?? '';
    const bodies = ['comment', 'reply'].map(() => `${hide(words.next('organisation', pick))}；${again}`);
    review.threads.push({
      id,
      author: author.id,
      at,
      quote: hide(words.next('name', pick)),
      section: hide(words.next('name', pick + 7)),
      state: 'open',
      comments: bodies.map((body, n) => ({ id: `${id}c${n}`, thread: id, author: author.id, at, body })),
    });
    return id;
  };
  /** Values that no edition prints: said again in a comment, they are masked there, too. */
  const buried: string[] = [];
  const variables: Record<string, string> = {
    unit: `${hide(words.next('name', spec.pick + 3))}镇`,
    secretary: bury(words.next('name', spec.pick + 5)),
  };
  buried.push(variables['secretary'] ?? '');

  let fields = 0;
  /** Values of fields that the public edition masks: typed again in a note, they are masked there, too. */
  const masked: string[] = [];
  const inlines = (pieces: readonly Piece[], ordinals: boolean, inSecret: boolean): Inline[] => {
    const out: Inline[] = [];
    for (const one of pieces) {
      const marks = {
        ...(one.commented ? { [`c_${comment(one.pick)}`]: true as const } : {}),
        ...(one.inserted ? { ins: revise('insert') } : {}),
      };
      const word = words.next(one.kind, one.pick);
      // A word that is cut in two by marks is still one word.
      const leaves = (text: string, more: object): Inline[] => {
        const cut = one.split ? Math.max(1, Math.floor(text.length / 2)) : text.length;
        return [
          { text: text.slice(0, cut), ...more },
          ...(cut < text.length ? [{ text: text.slice(cut), ...marks, ...more }] : []),
        ];
      };
      switch (one.what) {
        case 'plain':
          out.push({ text: PLAIN[one.pick % PLAIN.length] ?? '', ...marks });
          break;
        case 'deleted':
          out.push(...leaves(hide(word), { del: revise('delete') }));
          break;
        case 'sentence':
          out.push(...leaves(`${hide(word)}。`, { secret: true as const }));
          break;
        case 'note':
        case 'image': {
          const id = hide(words.next('organisation', one.pick + 9));
          const again = masked[one.pick % Math.max(1, masked.length)];
          const fate = ['secret', 'deleted', 'again'][one.pick % 3];
          const said =
            fate === 'again' || inSecret
              ? `${PLAIN[one.pick % PLAIN.length] ?? ''}${inSecret ? hide(word) : (again ?? '')}`
              : hide(word);
          const more = {
            ...marks,
            ...(fate === 'secret' ? { secret: true as const } : {}),
            ...(fate === 'deleted' ? { del: revise('delete') } : {}),
            children: [{ text: '' }] as [{ text: string }],
          };
          out.push(
            one.what === 'note'
              ? { type: 'note', id, kind: one.split ? 'end' : 'foot', body: [{ text: said }], ...more }
              : { type: 'image', id, asset: '0'.repeat(64), width: 90, height: 45, alt: said, ...more },
          );
          break;
        }
        case 'ordinal':
          if (ordinals) out.push({ type: 'ordinal', scheme: 'shi', children: [{ text: '' }] });
          break;
        default: {
          const variable = one.what === 'variable' ? (one.pick % 2 ? 'unit' : 'secretary') : undefined;
          const isComputed = one.what === 'computed';
          const isBuried = isComputed || (variable === undefined && one.sensitivity === 'secret');
          const value = isBuried ? bury(word) : word;
          if (variable === undefined && !isBuried)
            (one.sensitivity === 'public' && !inSecret ? open : secrets).push(word);
          fields += 1;
          if (variable === undefined && (isBuried || one.sensitivity !== 'public')) masked.push(value);
          const last = bury(words.next('figure', one.pick + 4));
          const base = isComputed ? bury(words.next('figure', one.pick + 5)) : '';
          if (isBuried) buried.push(value, last, ...(base ? [base] : []));
          const field: Field = {
            type: 'field',
            id: hide(`${words.next('name', one.pick + 8)}${fields}`),
            kind: 'count',
            value: variable === undefined ? value : '',
            unit: one.pick % 3 ? '次' : '',
            label: named(words.next('organisation', one.pick + 1)),
            sensitivity: one.sensitivity,
            indicator: hide(words.next('name', one.pick + 2)),
            last: { value: last, unit: '次', year: 2024 },
            ...(isComputed
              ? {
                  computed: {
                    kind: 'change' as const,
                    source: 'nowhere',
                    base: { value: base, unit: '次', year: 2024, sensitivity: 'secret' as const },
                  },
                }
              : {}),
            mask: bury(words.next('figure', one.pick + 6)),
            children: [{ text: '' }],
            ...(variable ? { variable } : {}),
            ...marks,
          };
          out.push(field);
        }
      }
    }
    return padInlines(out);
  };

  const blocks: Block[] = [{ type: 'title', id: 'title', children: inlines(spec.title, false, false) }];
  let level: number | null = null;
  spec.blocks.forEach((one, n) => {
    // What only the program sees must not be seen in a file, as a bookmark's name or the like.
    const id = hide(words.next('organisation', n + 41));
    if (one.type === 'annex') level = null;
    if (one.type === 'heading' && level !== null && one.level <= level) level = null;
    const inSecret = one.secret || level !== null;
    if (one.secret && one.type === 'heading' && level === null) level = one.level;
    // An annex takes all that is in it along.
    if (one.secret && one.type === 'annex') level = 0;
    const base = {
      id,
      ...(one.secret ? { secret: true as const } : {}),
      ...(one.markDeleted && one.type !== 'table' ? { pDel: revise('delete') } : {}),
      carried: { year: 2024, keys: [hide(words.next('name', n))] },
    };
    const content = (ordinals: boolean): Inline[] => {
      const nodes = inlines(one.pieces, ordinals, inSecret);
      return inSecret ? padInlines([{ text: hide(words.next('organisation', n + 31)) }, ...nodes]) : nodes;
    };
    if (one.type === 'heading') {
      blocks.push({
        ...base,
        type: 'heading',
        level: one.level,
        slot: hide(words.next('name', n + 11)),
        ...(one.runIn ? { runIn: true as const } : {}),
        children: content(false),
      });
    } else if (one.type === 'table') {
      const row = (header: boolean): Extract<Block, { type: 'table' }>['children'][number] => ({
        type: 'table-row',
        ...(header ? { header: true as const } : {}),
        children: [0, 1].map(() => ({ type: 'table-cell' as const, children: content(false) })),
      });
      const gone = (): Inline[] => [{ text: hide(words.next('organisation', n + 51)) }];
      const blank: TableCell = { type: 'table-cell', children: [{ text: '' }] };
      blocks.push({
        ...base,
        type: 'table',
        columns: [{ width: 120 }, {}, { del: revise('delete') }],
        children: [
          {
            type: 'table-row',
            header: true,
            children: [
              { type: 'table-cell', colSpan: 2, align: 'left', children: content(false) },
              blank,
              { type: 'table-cell', children: gone() },
            ],
          },
          ...[row(true), row(false)].map((line) => ({
            ...line,
            children: [...line.children, { type: 'table-cell' as const, children: gone() }],
          })),
          {
            type: 'table-row',
            del: revise('delete'),
            children: [0, 1, 2].map(() => ({ type: 'table-cell' as const, children: gone() })),
          },
        ],
      });
    } else if (one.type === 'annex') {
      blocks.push({ ...base, type: 'annex', children: content(false) });
    } else {
      const role = one.type === 'paragraph' ? 'body' : one.type;
      blocks.push({ ...base, type: 'paragraph', role, children: content(role === 'body') });
    }
  });
  blocks.push({
    type: 'signature',
    id: 'sign',
    role: 'unit',
    children: inlines(spec.signature, false, false),
  });

  const head: ReportHead = {
    mark: `${hide(words.next('organisation', spec.pick + 25))}文件`,
    contact: hide(words.next('name', spec.pick + 27)),
    copies: hide(words.next('organisation', spec.pick + 29)),
    printer: hide(words.next('organisation', spec.pick + 31)),
    printDate: '2025年12月1日',
    copy: hide(words.next('figure', spec.pick + 13)),
    secrecy: hide(words.next('name', spec.pick + 15)),
    urgency: hide(words.next('name', spec.pick + 17)),
    number: `${hide(words.next('name', spec.pick + 19))}〔2025〕5号`,
    signer: hide(words.next('name', spec.pick + 21)),
  };
  const template: Template = {
    id: 'attacked',
    name: `${variables['unit']}工作总结`,
    description: hide(words.next('organisation', spec.pick + 23)),
    title: '',
    signature: true,
    variables: [
      {
        key: 'unit',
        label: '单位',
        kind: 'place',
        unit: '镇',
        unitPlace: 'after',
        sensitivity: 'internal',
        example: '',
      },
      {
        key: 'secretary',
        label: '书记',
        kind: 'person',
        unit: '',
        unitPlace: 'after',
        sensitivity: 'secret',
        example: '',
      },
    ],
    slots: [slotSchema.parse({ key: 'a', heading: '一', level: 1, required: true, style: 'prose' })],
  };
  return {
    source: {
      document: { schema: SCHEMA_VERSION, blocks },
      variables,
      year: 2025,
      unit: variables['unit'] ?? '',
      state: spec.state,
      head,
    },
    template,
    settings: editions.parse(spec.fixed ? { mask: 'fixed', maskLength: 2 } : { mask: 'width' }),
    layout: layout.parse({
      head: spec.head,
      mark: `${variables['unit']}${hide(words.next('name', spec.pick + 29))}文件`,
    }),
    review,
    signedBy: {
      name: bury(words.next('name', spec.pick + 31)),
      title: bury(words.next('organisation', spec.pick + 33)),
      opinion: bury(words.next('organisation', spec.pick + 35)),
    },
    secrets,
    never,
    labels,
    open,
  };
}
