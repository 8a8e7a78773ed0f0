import {
  AlignmentType,
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  LineRuleType,
  Paragraph,
  TextRun,
  type ICommentOptions,
} from 'docx';

import type { CopyBlock, CopyRun, ReviewCopy } from '../../../../shared/edition/review-copy.ts';
import { wallClock } from '../../../../shared/merge/anchors.ts';
import { openingOf } from '../../../../shared/review/said-in-word.ts';
import type { Thread } from '../../../../shared/review/types.ts';
import type { Child } from './changed-runs.ts';
import { runsIn } from './copy-blocks.ts';
import { withoutForbidden } from './text-runs.ts';
import type { withReasons } from './with-reasons.ts';

/** As large as Word itself writes comments: the document's own 16 points fill a margin with three words a line. */
const COMMENT_SIZE = 20;

function commentLine(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    spacing: { line: 240, lineRule: LineRuleType.AUTO },
    children: [new TextRun({ text, size: COMMENT_SIZE, sizeComplexScript: COMMENT_SIZE })],
  });
}

/** The comments of a review copy, each with its replies, and where in the text they begin and end. */
export class CopyComments {
  readonly list: ICommentOptions[] = [];
  readonly #blocks: readonly CopyBlock[];
  readonly #say: ReviewCopy['say'];
  readonly #names: ReadonlyMap<string, string>;
  /** Numbers of a thread's comments in the file, the comment itself first. */
  readonly #numbers = new Map<string, number[]>();
  /** How many runs of a thread are still to come. */
  readonly #left = new Map<string, number>();
  readonly #begun = new Set<string>();
  /** By block: threads whose words are gone, and reasons of changes that are of no words. */
  readonly #orphans = new Map<string, string[]>();

  constructor(
    reasons: ReturnType<typeof withReasons>,
    threads: readonly Thread[],
    names: ReadonlyMap<string, string>,
    say: ReviewCopy['say'],
  ) {
    this.#blocks = reasons.blocks;
    this.#names = names;
    this.#say = say;
    for (const run of runsIn(this.#blocks)) {
      for (const id of run.threads) this.#left.set(id, (this.#left.get(id) ?? 0) + 1);
    }
    for (const { thread, block } of reasons.threads) {
      this.#addThread(thread);
      if (!this.#left.has(thread.id)) this.#addAt(block, thread.id);
    }
    for (const thread of threads) {
      this.#addThread(thread);
      if (!this.#left.has(thread.id)) this.#addOrphan(thread);
    }
  }

  /** A thread whose words are gone stands behind its section's heading, else behind the title. */
  #addOrphan(thread: Thread): void {
    const texts = this.#blocks.filter((block) => block.type === 'text');
    const place =
      texts.find(
        ({ form, number, runs }) =>
          form.type === 'heading' && thread.section === number + runs.map(({ text }) => text).join(''),
      ) ?? texts[0];
    if (place) this.#addAt(place.id, thread.id);
  }

  #addAt(block: string, thread: string): void {
    const list = this.#orphans.get(block);
    if (list) list.push(thread);
    else this.#orphans.set(block, [thread]);
  }

  #addThread(thread: Thread): void {
    const numbers: number[] = [];
    for (const comment of thread.comments) {
      const { author, at, removed } = comment;
      if (removed) continue;
      const id = this.list.length;
      const name = this.#names.get(author) ?? '';
      numbers.push(id);
      this.list.push({
        id,
        author: name,
        initials: name.slice(0, 1),
        date: wallClock(at),
        children: (
          openingOf(thread, comment, (person) => this.#names.get(person)) + this.#say(thread, comment)
        )
          .split('\n')
          .map((line) => commentLine(withoutForbidden(line))),
        // The package writes who answers whom and what is resolved only where something has a parent; -1 is none.
        parentId: numbers.length > 1 ? (numbers[0] ?? -1) : -1,
        resolved: thread.state === 'resolved',
        durableId: (0x10000000 + id).toString(16).toUpperCase(),
      });
    }
    if (numbers.length > 0) this.#numbers.set(thread.id, numbers);
  }

  /** Comments of a block that lie on no words. */
  orphansOf(block: string): Child[] {
    return (this.#orphans.get(block) ?? [])
      .flatMap((thread) => this.#numbers.get(thread) ?? [])
      .flatMap((number) => [new CommentRangeStart(number), ...endOf(number)]);
  }

  /** What stands before a run: the beginnings of the comments that begin with it. */
  before(run: CopyRun): Child[] {
    return this.#of(run).flatMap((id) => {
      if (this.#begun.has(id)) return [];
      this.#begun.add(id);
      return (this.#numbers.get(id) ?? []).map((number) => new CommentRangeStart(number));
    });
  }

  /** What stands behind a run: the ends of the comments that it is the last of. */
  behind(run: CopyRun): Child[] {
    return this.#of(run).flatMap((id) => {
      const left = (this.#left.get(id) ?? 1) - 1;
      this.#left.set(id, left);
      return left > 0 ? [] : (this.#numbers.get(id) ?? []).flatMap((number) => endOf(number));
    });
  }

  #of({ threads }: CopyRun): string[] {
    return threads.filter((id) => this.#numbers.has(id));
  }
}

/** Each reply has a range and a reference of its own: without them Word drops it. */
function endOf(comment: number): Child[] {
  return [new CommentRangeEnd(comment), new TextRun({ children: [new CommentReference(comment)] })];
}
