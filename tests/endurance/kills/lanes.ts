import type { Backend } from '../../../electron/backend/service/registry.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import { isText } from '../../../shared/document/guards.ts';
import type { TextLeaf } from '../../../shared/document/types.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import { Draw } from '../draw.ts';
import type { Victim } from './victim.ts';

/** A piece of work: what is sent, and what is there once it is answered. */
export type Step = {
  send: (victim: Victim) => Promise<unknown>;
  after: unknown;
  /** Without an answer the same is sent once more after the crash; else one looks at what is there first. */
  asksAgain?: true;
};

/** Somebody who does one thing after the other, and waits for each answer. */
export type Lane = {
  name: string;
  /** What was answered has led to this. */
  state: unknown;
  /** What was sent and is not answered: it may be there or not. */
  pending: Step | null;
  step: () => Step;
  /** What is there, in the form of `state`. */
  read: (backend: Backend) => Promise<unknown>;
};

type Words = { revision: number; text: string; unit: string; year: number; versions: [string, string][] };

/** One writes in each report, one comments, others change settings, people, drafts, and make reports. */
export function lanes(draw: Draw, reports: readonly string[], commented: string): Lane[] {
  // Which of them comes first is the machine's business: each draws for itself.
  const own = (): Draw => new Draw(draw.below(1e9));
  return [
    ...reports.map((id, at) => writing(own(), id, `${at + 1}`)),
    commenting(own(), commented),
    phrases(own()),
    people(own()),
    drafts(own(), commented),
    making(own(), reports.length + 1),
  ];
}

let batches = 0;

/** Types and deletes, fills in a variable, corrects the year, keeps versions. */
function writing(draw: Draw, id: string, unit: string): Lane {
  const lane: Lane & { state: Words } = {
    name: `报告 ${unit}`,
    state: { revision: 0, text: '', unit: '', year: 2023, versions: [] },
    pending: null,
    step: () => {
      const before = lane.state;
      const what = draw.below(20);
      if (what === 0) {
        const year = 2000 + draw.below(30);
        return { send: (to) => to.call('report.setMeta', { id, year }), after: { ...before, year } };
      }
      if (what === 1 && before.versions.length < 40) {
        const name = `第${before.versions.length + 1}稿`;
        return {
          send: (to) => to.call('version.create', { id, kind: 'saved', name, author: 'writer' }),
          after: { ...before, versions: [...before.versions, [name, before.text]] },
        };
      }
      batches += 1;
      const batch = { id, session: 'window', batch: `batch-${batches}`, base: before.revision };
      const revision = before.revision + 1;
      if (what === 2) {
        const named = draw.words(6);
        const send = { ...batch, ops: [], variables: { unit: named } };
        return {
          send: (to) => to.call('report.apply', send),
          after: { ...before, revision, unit: named },
          asksAgain: true,
        };
      }
      const characters = Array.from(before.text);
      const at = draw.below(characters.length + 1);
      const offset = characters.slice(0, at).join('').length;
      const [head, tail] = [before.text.slice(0, offset), before.text.slice(offset)];
      if (characters.length > 300 || (what < 6 && tail !== '')) {
        const count = 1 + draw.below(characters.length - at);
        const text = characters.slice(at, at + count).join('');
        if (text !== '') {
          const ops = [{ type: 'remove_text', path: [1, 0], offset, text }];
          return {
            send: (to) => to.call('report.apply', { ...batch, ops }),
            after: { ...before, revision, text: head + tail.slice(text.length) },
            asksAgain: true,
          };
        }
      }
      const text = draw.words(8);
      const ops = [{ type: 'insert_text', path: [1, 0], offset, text }];
      return {
        send: (to) => to.call('report.apply', { ...batch, ops }),
        after: { ...before, revision, text: head + text + tail },
        asksAgain: true,
      };
    },
    read: async (backend) => {
      const { document, revision, variables, year } = await backend.call('report.open', { id });
      const versions = await backend.call('version.list', { id });
      const kept = versions.toReversed().map(async ({ id: version, name }): Promise<[string, string]> => {
        const { document: frozen } = await backend.call('version.open', { id, version });
        return [name, second(frozen.blocks)];
      });
      return {
        revision,
        text: second(document.blocks),
        unit: variables['unit'] ?? '',
        year,
        versions: await Promise.all(kept),
      };
    },
  };
  return lane;
}

/** The words of the second block. */
const second = (blocks: readonly Parameters<typeof textOfBlock>[0][]): string =>
  blocks[1] ? textOfBlock(blocks[1], new Map()) : '';

type Talk = { revision: number; marks: string[]; threads: [string, string[]][] };

/** Puts comments on new words, and answers them. */
function commenting(draw: Draw, id: string): Lane {
  const lane: Lane & { state: Talk } = {
    name: '批注',
    state: { revision: 0, marks: [], threads: [] },
    pending: null,
    step: () => {
      const { revision, marks, threads } = lane.state;
      const body = draw.words(12);
      if (threads.length > 0 && (draw.chance(0.6) || threads.length > 60)) {
        const [thread] = draw.pick(threads);
        batches += 1;
        const reply = { id, thread, comment: `reply-${batches}`, author: 'writer', body };
        return {
          send: (to) => to.call('review.reply', reply),
          after: {
            revision,
            marks,
            threads: threads.map(([name, said]) => [name, name === thread ? [...said, body] : said]),
          },
        };
      }
      batches += 1;
      const thread = `t${batches}`;
      const at = '2023-11-02T03:04:05.000Z';
      const words: TextLeaf = { text: '说明' };
      words[`c_${thread}`] = true;
      const block = makeParagraph([words]);
      const comment = { id: `first-${batches}`, thread, author: 'writer', at, body };
      const row = { id: thread, author: 'writer', at, quote: '说明', section: '', state: 'open' as const };
      const send = {
        id,
        session: 'window',
        batch: `batch-${batches}`,
        base: revision,
        ops: [{ type: 'insert_node', path: [1], node: block }],
        author: 'writer',
        review: { threads: [{ ...row, comments: [comment] }] },
      };
      return {
        send: (to) => to.call('report.apply', send),
        after: {
          revision: revision + 1,
          marks: [...marks, thread].toSorted(),
          threads: [...threads, [thread, [body]] as [string, string[]]].toSorted(byName),
        },
      };
    },
    read: async (backend) => {
      const { document, revision } = await backend.call('report.open', { id });
      const { threads } = await backend.call('review.get', { id });
      const marks = document.blocks.flatMap((block) =>
        block.type === 'table'
          ? []
          : block.children.flatMap((node) =>
              isText(node)
                ? Object.keys(node).flatMap((key) => (key.startsWith('c_') ? [key.slice(2)] : []))
                : [],
            ),
      );
      return {
        revision,
        marks: marks.toSorted(),
        threads: threads
          .map((one): [string, string[]] => [one.id, one.comments.map(({ body }) => body)])
          .toSorted(byName),
      };
    },
  };
  return lane;
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1);

/** Changes a setting of the unit. */
function phrases(draw: Draw): Lane {
  const lane: Lane & { state: string[] } = {
    name: '设置',
    state: [],
    pending: null,
    step: () => {
      const value = [...lane.state.slice(-20), `固定${draw.words(10)}`];
      return { send: (to) => to.call('settings.set', { key: 'fixedPhrases', value }), after: value };
    },
    read: async (backend) => {
      const { value } = await backend.call('settings.get', { key: 'fixedPhrases' });
      // What the program begins with is no setting yet.
      return lane.state.length === 0 && (value as string[]).every((one) => !one.startsWith('固定'))
        ? []
        : value;
    },
  };
  return lane;
}

/** Adds people, and corrects their names. */
function people(draw: Draw): Lane {
  type Names = [string, string][];
  const lane: Lane & { state: Names } = {
    name: '人员',
    state: [['writer', '李明']],
    pending: null,
    step: () => {
      const id = `person-${draw.below(30)}`;
      const name = draw.words(4);
      const person = { id, name, unit: '', role: 'reviewer' as const };
      const others = lane.state.filter(([one]) => one !== id);
      return {
        send: (to) => to.call('people.save', { person }),
        after: [...others, [id, name] as [string, string]].toSorted(byName),
      };
    },
    read: async (backend) =>
      (await backend.call('people.list', {}))
        .map(({ id, name }): [string, string] => [id, name])
        .toSorted(byName),
  };
  return lane;
}

/** Keeps what a window could not store, writes it anew, and throws it away. */
function drafts(draw: Draw, report: string): Lane {
  type Kept = [string, string][];
  const lane: Lane & { state: Kept } = {
    name: '草稿',
    state: [],
    pending: null,
    step: () => {
      const draft = `draft-${draw.below(12)}`;
      const others = lane.state.filter(([one]) => one !== draft);
      if (others.length < lane.state.length && draw.chance(0.3))
        return { send: (to) => to.call('draft.discard', { draft }), after: others };
      const text = draw.words(200);
      const document = { schema: 1, blocks: [makeTitle('总结'), makeParagraph(text)] };
      const about = { title: '总结', template: 'work-summary', year: 2023, unit: '青禾镇' };
      const wish = { draft, report, reason: 'changed' as const, base: 0, document, variables: {}, about };
      return {
        send: (to) => to.call('draft.keep', wish),
        after: [...others, [draft, text] as [string, string]].toSorted(byName),
      };
    },
    read: async (backend) => {
      const all = await backend.call('draft.list', {});
      const kept = all.map(async ({ id }): Promise<[string, string]> => {
        const { document } = await backend.call('draft.open', { draft: id });
        return [id, second(document.blocks)];
      });
      return (await Promise.all(kept)).toSorted(byName);
    },
  };
  return lane;
}

/** Makes reports, and moves them to the bin and back. @param others reports that were there before */
function making(draw: Draw, others: number): Lane {
  const ids = new Map<string, string>();
  type Reports = { here: string[]; binned: string[] };
  const lane: Lane & { state: Reports } = {
    name: '新建',
    state: { here: [], binned: [] },
    pending: null,
    step: () => {
      const { here, binned } = lane.state;
      const known = here.filter((unit) => ids.has(unit));
      if (known.length > 0 && (draw.chance(0.4) || here.length > 20)) {
        const unit = draw.pick(known);
        const after = { here: here.filter((one) => one !== unit), binned: [...binned, unit].toSorted() };
        return { send: (to) => to.call('report.remove', { id: ids.get(unit) ?? '' }), after };
      }
      if (binned.length > 0 && draw.chance(0.3)) {
        const unit = draw.pick(binned);
        const after = { here: [...here, unit].toSorted(), binned: binned.filter((one) => one !== unit) };
        return { send: (to) => to.call('report.restore', { id: ids.get(unit) ?? '' }), after };
      }
      batches += 1;
      const unit = `新设${batches}`;
      return {
        send: async (to) => {
          const { id } = await to.call('report.create', { template: 'work-summary', year: 2024, unit });
          ids.set(unit, id);
        },
        after: { here: [...here, unit].toSorted(), binned },
      };
    },
    read: async (backend) => {
      const listed = await backend.call('report.list', {});
      const made = listed.filter(({ unit }) => unit.startsWith('新设'));
      for (const { id, unit } of made) ids.set(unit, id);
      if (listed.length - made.length !== others) throw new Error('a report of others is gone');
      const here = made.map(({ unit }) => unit).toSorted();
      // What is in the bin is not listed: it is known by being no longer here.
      const before = [
        ...lane.state.here,
        ...lane.state.binned,
        ...((lane.pending?.after as Reports)?.here ?? []),
      ];
      return {
        here,
        binned: [...new Set(before)].filter((unit) => ids.has(unit) && !here.includes(unit)).toSorted(),
      };
    },
  };
  return lane;
}
