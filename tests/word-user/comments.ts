import type { Range } from './fields.ts';
import type { DocxPackage } from './package.ts';
import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { outOfChanges } from './place.ts';
import { Refused, select } from './select.ts';
import { NS, allW, docOf, drop, getW, insertAfter, isW, kids, makeW, parentOf } from './xml.ts';

const DECLARED = `xmlns:w="${NS.w}" xmlns:w14="${NS.w14}" xmlns:w15="${NS.w15}" xmlns:mc="${NS.mc}" mc:Ignorable="w14 w15"`;
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

function ensure(pkg: DocxPackage, name: 'comments' | 'commentsExtended' | 'people'): Element {
  const part = pkg.related(name);
  if (part) return pkg.root(part);
  const path = `${pkg.main.slice(0, pkg.main.lastIndexOf('/') + 1)}${name}.xml`;
  const root = { comments: 'w:comments', commentsExtended: 'w15:commentsEx', people: 'w15:people' }[name];
  pkg.addPart(path, `<${root} ${DECLARED}/>`, `${TYPE}.${name}+xml`);
  // These two relationships are Microsoft's own ([MS-DOCX] 2.1).
  const type = name === 'comments' ? name : `http://schemas.microsoft.com/office/2011/relationships/${name}`;
  pkg.relate(pkg.main, type, path);
  return pkg.root(path);
}

/** The comments that are not replies, in the order of their part. */
export function threads(pkg: DocxPackage): Element[] {
  const part = pkg.related('comments');
  if (!part) return [];
  const extended = pkg.related('commentsExtended');
  const replies = new Set(
    (extended ? kids(pkg.root(extended)) : [])
      .filter((each) => each.getAttributeNS(NS.w15, 'paraIdParent'))
      .map((each) => each.getAttributeNS(NS.w15, 'paraId')),
  );
  return kids(pkg.root(part)).filter((comment) => !replies.has(paraIdOf(comment)));
}

function paraIdOf(comment: Element): string {
  return allW(comment, 'p').at(-1)?.getAttributeNS(NS.w14, 'paraId') ?? '';
}

function makeComment(pkg: DocxPackage, text: string, pen: Pen, parent?: string): string {
  const root = ensure(pkg, 'comments');
  const doc = docOf(root);
  const used = kids(root).map((comment) => Number(getW(comment, 'id') ?? 0));
  const id = String(Math.max(-1, ...used) + 1);
  const comment = makeW(doc, 'comment', {
    id,
    author: pen.author,
    date: pen.date,
    initials: Array.from(pen.author)[0] ?? '',
  });
  const p = makeW(doc, 'p');
  const paraId = (0x10_00_00_01 + Number(id) * 0x1_01).toString(16).toUpperCase();
  p.setAttributeNS(NS.w14, 'w14:paraId', paraId);
  const mark = makeW(doc, 'r');
  mark.appendChild(makeW(doc, 'annotationRef'));
  const run = makeW(doc, 'r');
  const node = makeW(doc, 't');
  node.setAttribute('xml:space', 'preserve');
  node.textContent = text;
  run.appendChild(node);
  p.appendChild(mark);
  p.appendChild(run);
  comment.appendChild(p);
  root.appendChild(comment);
  extend(pkg, paraId, parent);
  nameAuthor(pkg, pen.author);
  return id;
}

function extend(pkg: DocxPackage, paraId: string, parent?: string): Element {
  const root = ensure(pkg, 'commentsExtended');
  const have = kids(root).find((each) => each.getAttributeNS(NS.w15, 'paraId') === paraId);
  if (have) return have;
  const made = docOf(root).createElementNS(NS.w15, 'w15:commentEx');
  made.setAttributeNS(NS.w15, 'w15:paraId', paraId);
  if (parent) made.setAttributeNS(NS.w15, 'w15:paraIdParent', parent);
  made.setAttributeNS(NS.w15, 'w15:done', '0');
  root.appendChild(made);
  return made;
}

function nameAuthor(pkg: DocxPackage, author: string): void {
  const root = ensure(pkg, 'people');
  if (kids(root).some((each) => each.getAttributeNS(NS.w15, 'author') === author)) return;
  const person = docOf(root).createElementNS(NS.w15, 'w15:person');
  person.setAttributeNS(NS.w15, 'w15:author', author);
  const presence = docOf(root).createElementNS(NS.w15, 'w15:presenceInfo');
  presence.setAttributeNS(NS.w15, 'w15:providerId', 'None');
  presence.setAttributeNS(NS.w15, 'w15:userId', author);
  person.appendChild(presence);
  root.appendChild(person);
}

function referenceRun(near: Element, id: string): Element {
  const doc = docOf(near);
  const run = makeW(doc, 'r');
  run.appendChild(makeW(doc, 'commentReference', { id }));
  return run;
}

/** Puts a comment on a range of the body (17.13.4). Returns its identifier. */
export function addComment(pkg: DocxPackage, story: Element, wanted: Range, text: string, pen: Pen): string {
  const { runs } = select(story, wanted);
  const first = runs[0];
  const last = runs.at(-1);
  if (!first || !last) throw new Refused('There is no text to comment on.');
  const id = makeComment(pkg, text, pen);
  const doc = docOf(story);
  const end = outOfChanges({ parent: parentOf(last), before: last.nextSibling });
  end.parent.insertBefore(makeW(doc, 'commentRangeEnd', { id }), end.before);
  end.parent.insertBefore(referenceRun(story, id), end.before);
  const start = outOfChanges({ parent: parentOf(first), before: first });
  start.parent.insertBefore(makeW(doc, 'commentRangeStart', { id }), start.before);
  return id;
}

/** Answers a comment; the reply is anchored where its parent is ([MS-DOCX] 2.5.4.3, paraIdParent). */
export function replyTo(pkg: DocxPackage, story: Element, index: number, text: string, pen: Pen): void {
  const comment = threads(pkg)[index];
  if (!comment) throw new Refused(`There is no comment ${index}.`);
  const parentId = getW(comment, 'id');
  const paraId = withParaId(comment);
  extend(pkg, paraId);
  const id = makeComment(pkg, text, pen, paraId);
  for (const marker of allW(story, 'commentRangeStart', 'commentRangeEnd', 'commentReference')) {
    if (getW(marker, 'id') !== parentId) continue;
    if (isW(marker, 'commentReference')) insertAfter(referenceRun(story, id), parentOf(marker));
    else insertAfter(markerLike(marker, id), marker);
  }
}

function markerLike(marker: Element, id: string): Element {
  return makeW(docOf(marker), marker.localName ?? '', { id });
}

function withParaId(comment: Element): string {
  const have = paraIdOf(comment);
  if (have) return have;
  const made = (0x20_00_00_01 + Number(getW(comment, 'id') ?? 0) * 0x1_01).toString(16).toUpperCase();
  allW(comment, 'p').at(-1)?.setAttributeNS(NS.w14, 'w14:paraId', made);
  return made;
}

/** Resolves a comment (`w15:done`). */
export function resolveComment(pkg: DocxPackage, index: number): void {
  const comment = threads(pkg)[index];
  if (!comment) throw new Refused(`There is no comment ${index}.`);
  extend(pkg, withParaId(comment)).setAttributeNS(NS.w15, 'w15:done', '1');
}

/** Takes comments out with their markers, replies and extensions. */
export function removeComments(pkg: DocxPackage, story: Element, ids: string[]): void {
  const part = pkg.related('comments');
  if (!part || ids.length === 0) return;
  const extended = pkg.related('commentsExtended');
  const entries = extended ? kids(pkg.root(extended)) : [];
  const gone = new Set(ids);
  const comments = kids(pkg.root(part));
  const paras = new Set(comments.filter((each) => gone.has(getW(each, 'id') ?? '')).map(paraIdOf));
  for (const entry of entries) {
    const parent = entry.getAttributeNS(NS.w15, 'paraIdParent');
    if (parent && paras.has(parent)) paras.add(entry.getAttributeNS(NS.w15, 'paraId') ?? '');
  }
  for (const comment of comments) {
    if (!gone.has(getW(comment, 'id') ?? '') && !paras.has(paraIdOf(comment) || '?')) continue;
    gone.add(getW(comment, 'id') ?? '');
    drop(comment);
  }
  for (const entry of entries) if (paras.has(entry.getAttributeNS(NS.w15, 'paraId') ?? '')) drop(entry);
  for (const marker of allW(story, 'commentRangeStart', 'commentRangeEnd', 'commentReference')) {
    if (!gone.has(getW(marker, 'id') ?? '')) continue;
    drop(isW(marker, 'commentReference') ? parentOf(marker) : marker);
  }
}
