import {
  DeletedTextRun,
  ImageRun,
  InsertedTextRun,
  TextRun,
  XmlAttributeComponent,
  XmlComponent,
  type IParagraphOptions,
  type IRunOptions,
} from 'docx';

import type { FormatsBefore } from '../../../../shared/document/types.ts';
import type { CopyRun } from '../../../../shared/edition/review-copy.ts';
import { imageName } from '../../../../shared/merge/anchors.ts';
import { PLACEHOLDER } from '../placeholder.ts';
import {
  drawnSize,
  imageKindOf,
  noteRun,
  runOptions,
  withoutForbidden,
  type ImagePlace,
} from './text-runs.ts';

/** A tracked change as it stands in a file. */
export type Change = { id: number; author: string; date: string };

export type Child = Exclude<NonNullable<IParagraphOptions['children']>[number], string>;

class ChangeAttributes extends XmlAttributeComponent<Change> {
  protected override readonly xmlKeys = { id: 'w:id', author: 'w:author', date: 'w:date' };
}

export type ChangeName = 'w:ins' | 'w:del' | 'w:moveFrom' | 'w:moveTo';

/** Something that was put in or taken out, or one end of a move. */
class Changed extends XmlComponent {
  constructor(name: ChangeName, change: Change, inner: XmlComponent) {
    super(name);
    this.root.push(new ChangeAttributes(change), inner);
  }
}

/**
 * A run of a review copy with its tracked changes. What somebody put in and somebody else took out again is a deletion
 * within an insertion.
 * @param changeFor a new change of this revision: the id of each is its own in the file
 * @param nameOf what holds a run of this revision: one end of a move has an element of its own
 */
export function changedRun(
  run: CopyRun,
  look: IRunOptions,
  place: ImagePlace,
  changeFor: (revision: string) => Change,
  nameOf: (revision: string, plain: 'w:ins' | 'w:del') => ChangeName = (_, plain) => plain,
): Child {
  const { ins, del, format } = run;
  const names = { ins: nameOf(ins ?? '', 'w:ins'), del: nameOf(del ?? '', 'w:del') };
  const isMoved = names.ins !== 'w:ins' || names.del !== 'w:del';
  const wrapped = (inner: XmlComponent): Child => {
    let child = inner;
    if (del) child = new Changed(names.del, changeFor(del), child);
    if (ins) child = new Changed(names.ins, changeFor(ins), child);
    // The package's own types leave out what its paragraphs take.
    return child as unknown as Child;
  };
  if (run.image) {
    if (!isMoved) return changedImage(run, run.image, place, changeFor);
    const { ins: _ins, del: _del, ...bare } = run;
    return wrapped(changedImage(bare, run.image, place, changeFor));
  }
  if (run.note) return wrapped(noteRun(run.note));
  const options: IRunOptions = {
    ...runOptions(run, look),
    ...(format ? { revision: { ...looks(format.was, look), ...changeFor(format.revision) } } : {}),
  };
  // Words that are moved away are no deleted text: only what is really deleted is written as such.
  if (isMoved && names.del !== 'w:del') return wrapped(new TextRun(options));
  if (ins && del) {
    const deleted = new DeletedTextRun({ ...options, ...changeFor(del) });
    return new Changed(names.ins, changeFor(ins), deleted) as unknown as Child;
  }
  if (isMoved) return wrapped(new TextRun(options));
  if (ins) return new InsertedTextRun({ ...options, ...changeFor(ins) });
  if (del) return new DeletedTextRun({ ...options, ...changeFor(del) });
  return new TextRun(options);
}

/** What a run looked like before a tracked change of formats. */
const looks = (was: FormatsBefore, look: IRunOptions): IRunOptions => {
  const { children: _children, ...rest } = runOptions({ text: '' }, look);
  const formats = was.split(' ');
  return {
    ...rest,
    ...(formats.includes('bold') ? { bold: true } : {}),
    ...(formats.includes('sup') ? { superScript: true } : {}),
  };
};

/** An image under a name by which it is found again; one whose bytes are missing keeps its place. */
function changedImage(
  { ins, del, node = '' }: CopyRun,
  image: NonNullable<CopyRun['image']>,
  { images, room }: ImagePlace,
  changeFor: (revision: string) => Change,
): ImageRun {
  const { asset, alt } = image;
  const found = images(asset);
  const { width, height, pixels } = drawnSize(image, room);
  return new ImageRun({
    type: found ? imageKindOf(found.mime) : 'png',
    data: found?.bytes ?? PLACEHOLDER,
    transformation: pixels,
    altText: { name: imageName(node, asset, width, height), description: withoutForbidden(alt) },
    ...(ins ? { insertion: changeFor(ins) } : {}),
    ...(del ? { deletion: changeFor(del) } : {}),
  });
}
