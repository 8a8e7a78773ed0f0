import type { Place } from './fields.ts';
import type { DocxPackage } from './package.ts';
import type { Pen } from './revise.ts';
import type { Element } from './xml.ts';
import { makeRun, pointAt, putInline } from './insert.ts';
import { wrapIn } from './revise.ts';
import { NS, allW, docOf, getW, isW, kids, makeW, parseXml } from './xml.ts';

const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing';
const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const PIC = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
const WPS = 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape';
// A red picture of one pixel.
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

/** Inserts a footnote with its reference (17.11). Returns the identifier of the note. */
export function insertFootnote(
  pkg: DocxPackage,
  story: Element,
  place: Place,
  text: string,
  pen: Pen,
): string {
  const point = pointAt(story, place, 'outside');
  const root = footnotes(pkg);
  const doc = docOf(root);
  const used = kids(root).map((note) => Number(getW(note, 'id') ?? 0));
  const id = String(Math.max(0, ...used) + 1);
  const note = makeW(doc, 'footnote', { id });
  const p = makeW(doc, 'p');
  const mark = makeW(doc, 'r');
  mark.appendChild(superscript(mark));
  mark.appendChild(makeW(doc, 'footnoteRef'));
  const words = makeRun(root, ` ${text}`, pen);
  p.appendChild(mark);
  p.appendChild(words);
  note.appendChild(p);
  root.appendChild(note);
  // With tracking on, Word marks the words of the new note as inserted too.
  if (pen.tracking) wrapIn([mark, words], 'ins', pen);
  const reference = makeW(docOf(story), 'r', { rsidR: pen.rsid });
  reference.appendChild(superscript(reference));
  reference.appendChild(makeW(docOf(story), 'footnoteReference', { id }));
  putInline(point, [reference], pen);
  return id;
}

function superscript(near: Element): Element {
  const props = makeW(docOf(near), 'rPr');
  props.appendChild(makeW(docOf(near), 'vertAlign', { val: 'superscript' }));
  return props;
}

const separator = (id: number, type: string) =>
  `<w:footnote w:type="${type}" w:id="${id}"><w:p><w:r><w:${type}/></w:r></w:p></w:footnote>`;

function footnotes(pkg: DocxPackage): Element {
  const part = pkg.related('footnotes');
  if (part) return pkg.root(part);
  const path = `${pkg.main.slice(0, pkg.main.lastIndexOf('/') + 1)}footnotes.xml`;
  pkg.addPart(
    path,
    `<w:footnotes xmlns:w="${NS.w}">${separator(-1, 'separator')}${separator(0, 'continuationSeparator')}</w:footnotes>`,
    `${TYPE}.footnotes+xml`,
  );
  pkg.relate(pkg.main, 'footnotes', path);
  return pkg.root(path);
}

/** Notes without a reference are not written by Word. */
export function pruneNotes(pkg: DocxPackage): void {
  const part = pkg.related('footnotes');
  if (!part) return;
  const used = new Set(allW(pkg.root(pkg.main), 'footnoteReference').map((each) => getW(each, 'id')));
  for (const note of kids(pkg.root(part))) {
    if (isW(note, 'footnote') && !getW(note, 'type') && !used.has(getW(note, 'id'))) {
      note.parentNode?.removeChild(note);
    }
  }
}

/** Inserts an inline picture (20.4.2.8). */
export function insertImage(pkg: DocxPackage, story: Element, place: Place, pen: Pen): void {
  const point = pointAt(story, place, 'outside');
  const folder = pkg.main.slice(0, pkg.main.lastIndexOf('/') + 1);
  let number = 1;
  while (pkg.parts.has(`${folder}media/edit${number}.png`)) number += 1;
  const path = `${folder}media/edit${number}.png`;
  pkg.addPart(path, Uint8Array.from(Buffer.from(PNG, 'base64')), 'image/png');
  const id = pkg.relate(pkg.main, 'image', path);
  const size = 'cx="360000" cy="360000"';
  const xml = `<w:drawing xmlns:w="${NS.w}" xmlns:r="${NS.r}" xmlns:wp="${WP}" xmlns:a="${A}" xmlns:pic="${PIC}"><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${900 + number}" name="图片 ${number}"/><a:graphic><a:graphicData uri="${PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="${900 + number}" name="edit${number}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;
  putInline(point, [objectRun(story, xml)], pen);
}

/** Inserts a text box with a paragraph of text, as a shape of [MS-ODRAWXML] in alternate content. */
export function insertTextBox(story: Element, place: Place, text: string, pen: Pen): void {
  const point = pointAt(story, place, 'outside');
  const size = 'cx="1440000" cy="720000"';
  const number = 800 + allW(story, 'txbxContent').length;
  const xml = `<mc:AlternateContent xmlns:mc="${NS.mc}" xmlns:w="${NS.w}" xmlns:wp="${WP}" xmlns:a="${A}" xmlns:wps="${WPS}"><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${number}" name="文本框 ${number}"/><a:graphic><a:graphicData uri="${WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p/></w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback/></mc:AlternateContent>`;
  const run = objectRun(story, xml);
  const p = allW(run, 'p')[0];
  const words = makeRun(story, text, pen);
  p?.appendChild(words);
  // Text of an inserted box is inserted text of its own story.
  if (p && pen.tracking) wrapIn([words], 'ins', pen);
  putInline(point, [run], pen);
}

function objectRun(story: Element, xml: string): Element {
  const doc = docOf(story);
  const root = parseXml(xml).documentElement;
  if (!root) throw new Error('The drawing is empty.');
  const run = makeW(doc, 'r');
  run.appendChild(doc.importNode(root, true));
  return run;
}
