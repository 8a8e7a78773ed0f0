import type { DocxPackage } from './package.ts';
import type { Pen } from './revise.ts';
import { pruneNotes } from './objects.ts';
import { addRenderedBreaks, addRsids, complexFields, renumber, splitRuns } from './rewrite.ts';
import { renamePart, renamePrefix, toStrict } from './package.ts';
import { NS, childW, docOf, drop, isW, kids, makeW } from './xml.ts';

/** How the document is written; everything absent is off. */
export type SaveOptions = {
  /** rsid attributes on paragraphs and runs (17.15.1.72) and `w:rsids` in the settings. */
  rsids?: boolean;
  /** Runs cut at proofing errors with `w:proofErr` (17.13.8.1); the number steers where. */
  splitRuns?: number;
  /** `w:lastRenderedPageBreak` (17.3.3.13) in some runs. */
  renderedBreaks?: boolean;
  /** New numbers for all changes, bookmarks and comments, from 0, in document order. */
  renumber?: boolean;
  /** Core and extended properties as Word rewrites them; custom properties are kept. */
  properties?: boolean;
  /** Another prefix for WordprocessingML, as other producers use. */
  prefix?: string;
  /** Other names for the main part and the comments part. */
  partNames?: boolean;
  /** The Strict namespaces of ISO 29500-1. */
  strict?: boolean;
  /** `w:trackRevisions` (17.15.1.89) as the user's switch says. */
  trackSetting?: boolean;
};

/** The options of an ordinary saving by Word. */
export const ORDINARY: SaveOptions = {
  rsids: true,
  splitRuns: 1,
  renderedBreaks: true,
  renumber: true,
  properties: true,
  trackSetting: true,
};

// CT_Settings has trackRevisions after these.
const BEFORE_TRACKING = [
  'writeProtection view zoom removePersonalInformation removeDateAndTime',
  'doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText',
  'printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts',
  'saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges',
  'bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop',
  'hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState',
  'formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod',
  'documentType mailMerge revisionView',
].flatMap((names) => names.split(' '));

/** Writes a package; the package in memory is changed as Word changes its own on saving. */
export function save(pkg: DocxPackage, pen: Pen, options: SaveOptions): Uint8Array {
  const root = pkg.root(pkg.main);
  pruneNotes(pkg);
  complexFields(root);
  if (options.rsids) addRsids(pkg, root, pen);
  if (options.splitRuns !== undefined) splitRuns(root, options.splitRuns);
  if (options.renderedBreaks) addRenderedBreaks(root);
  if (options.renumber) renumber(pkg, root);
  if (options.properties) rewriteProperties(pkg, pen);
  if (options.trackSetting) setTracking(pkg, pen.tracking);
  if (options.partNames) {
    renamePart(pkg, pkg.related('comments'), 'comments1.xml');
    renamePart(pkg, pkg.related('styles'), 'styles2.xml');
    renamePart(pkg, pkg.main, 'document2.xml');
  }
  return pkg.write((name, text) => {
    let out = text;
    const isStory = out.includes(`"${NS.w}"`);
    if (options.prefix && isStory) out = renamePrefix(out, 'w', options.prefix);
    if (options.strict) {
      out = toStrict(out);
      if (name === pkg.main) out = addConformance(out);
    }
    return out;
  });
}

function addConformance(xml: string): string {
  if (/:conformance="/u.test(xml)) return xml;
  return xml.replace(/<(\w+):document/u, '<$1:document $1:conformance="strict"');
}

function setTracking(pkg: DocxPackage, isOn: boolean): void {
  const part = pkg.related('settings');
  if (!part) return;
  const root = pkg.root(part);
  const have = childW(root, 'trackRevisions');
  if (have) drop(have);
  if (!isOn) return;
  const later = kids(root).find((kid) => !isW(kid, ...BEFORE_TRACKING));
  root.insertBefore(makeW(docOf(root), 'trackRevisions'), later ?? null);
}

function rewriteProperties(pkg: DocxPackage, pen: Pen): void {
  for (const { type, target } of pkg.relationships('')) {
    if (type.endsWith('/core-properties')) {
      for (const kid of kids(pkg.root(target))) {
        if (kid.localName === 'lastModifiedBy') kid.textContent = pen.author;
        if (kid.localName === 'revision') kid.textContent = String(Number(kid.textContent ?? 1) + 1);
        if (kid.localName === 'modified') kid.textContent = pen.date;
      }
    }
    if (type.endsWith('/extended-properties')) {
      const root = pkg.root(target);
      const values = {
        Template: 'Normal.dotm',
        TotalTime: '7',
        Application: 'Microsoft Office Word',
        AppVersion: '16.0000',
      };
      for (const kid of kids(root)) if (kid.localName && kid.localName in values) drop(kid);
      for (const [name, value] of Object.entries(values)) {
        const made = docOf(root).createElementNS(root.namespaceURI, name);
        made.textContent = value;
        root.appendChild(made);
      }
    }
  }
}
