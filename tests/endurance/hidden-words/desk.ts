import { Editor, Text, Transforms, type BasePoint, type BaseRange } from 'slate';

import { copySelection, FRAGMENT } from '../../../renderer/editor/copy-selection.ts';
import { dropOnPage } from '../../../renderer/editor/drop.ts';
import type { ReportSession } from '../../../renderer/editor/session.ts';
import { FindSession } from '../../../renderer/features/find/find-session.ts';
import { blocksOfFragment } from '../../../shared/paste/pasted.ts';
import type { VersionContent } from '../../../shared/review/types.ts';
import { samplePolicy } from '../../unit/export/sample.ts';
import type { Draw } from '../draw.ts';

/** As much of a clipboard as copying and pasting use. */
class Clip {
  readonly files = [];
  readonly #held = new Map<string, string>();

  get types(): string[] {
    return [...this.#held.keys()];
  }

  setData(type: string, value: string): void {
    this.#held.set(type, value);
  }

  getData(type: string): string {
    return this.#held.get(type) ?? '';
  }
}

/** Somebody at an open report: their caret goes anywhere, and their clipboard keeps what they copied last. */
export class Desk {
  readonly session: ReportSession;
  readonly draw: Draw;
  readonly find: FindSession;
  /** Saved states that can be brought back. */
  readonly versions: VersionContent[] = [];
  #copied: DataTransfer | null = null;

  constructor(session: ReportSession, draw: Draw) {
    this.session = session;
    this.draw = draw;
    this.find = new FindSession(session);
  }

  get editor(): ReportSession['editor'] {
    return this.session.editor;
  }

  /** The caret somewhere, often at an end of a text, where marks meet. */
  put(): void {
    Transforms.select(this.editor, this.#anywhere());
  }

  /** A stretch that begins somewhere and ends up to a few texts further on. */
  select(): void {
    const anchor = this.#anywhere();
    const texts = this.#texts();
    const from = texts.findIndex(([, path]) => path.join() === anchor.path.join());
    const [{ text }, path] = texts[Math.min(texts.length - 1, from + this.draw.below(5))]!;
    Transforms.select(this.editor, { anchor, focus: { path, offset: this.draw.below(text.length + 1) } });
  }

  /** Copies a stretch; what was copied has to be something that can be pasted again. */
  copy(): void {
    this.select();
    const clip = new Clip();
    const { variables, detail } = this.session;
    copySelection(
      { editor: this.editor, variables, template: null, report: detail },
      clip as unknown as DataTransfer,
      samplePolicy,
    );
    const fragment = clip.getData(FRAGMENT);
    if (fragment === '') return;
    const nodes: unknown = JSON.parse(decodeURIComponent(atob(fragment)));
    if (blocksOfFragment(nodes, new Set()) === null) {
      // Nothing but a table that is suggested to go: there are no words of it to paste.
      if (clip.getData('text/plain') === '') return;
      throw new Error(`what was copied can't be pasted: ${JSON.stringify(nodes)}`);
    }
    this.#copied = clip as unknown as DataTransfer;
  }

  /** What a copy of the selection says, in each form that a clipboard holds for others. */
  copied(): string[] {
    const clip = new Clip();
    const { variables, detail } = this.session;
    const source = { editor: this.editor, variables, template: null, report: detail };
    copySelection(source, clip as unknown as DataTransfer, samplePolicy);
    return clip.types.map((type) => {
      const said = clip.getData(type);
      return type === FRAGMENT ? decodeURIComponent(atob(said)) : said;
    });
  }

  /** What was copied is there no more. */
  forget(): void {
    this.#copied = null;
  }

  paste(): void {
    if (this.#copied) this.session.clipboard.paste(this.#copied);
  }

  /** Drags a stretch to another place, or a copy of it. */
  drag(ctrlKey: boolean): void {
    this.copy();
    const { selection: from } = this.editor;
    if (!this.#copied || !from) return;
    const to = this.#anywhere();
    const range: BaseRange = { anchor: to, focus: to };
    dropOnPage(
      this.session,
      { dataTransfer: this.#copied, ctrlKey, altKey: false } as DragEvent,
      range,
      from,
    );
  }

  /** Replaces a few words of a block by others, wherever they occur. */
  replace(): void {
    const words = Editor.string(this.editor, [this.draw.below(this.editor.children.length)]);
    if (words.length < 4) return;
    const at = this.draw.below(words.length - 3);
    this.find.open(true);
    this.find.change({ words: words.slice(at, at + 1 + this.draw.below(3)) });
    this.find.setReplacement({ replacement: this.draw.pick(['换', '换成较长的词']) });
    this.find.replaceAll();
    this.find.close(false);
  }

  #texts(): [Text, number[]][] {
    return [...Editor.nodes(this.editor, { at: [], match: (node) => Text.isText(node) })];
  }

  #anywhere(): BasePoint {
    const [{ text }, path] = this.draw.pick(this.#texts());
    const offset = this.draw.pick([0, text.length, this.draw.below(text.length + 1)]);
    return { path, offset };
  }
}
