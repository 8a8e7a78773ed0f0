import { charactersIn, tagIn, tagsOf, type Tag } from '../../../docx/read/named-xml.ts';
import { addForeign, checkAttributes, checkLoose, checkProperties } from './inspection.ts';
import { pictureIn } from './picture.ts';
import { checkRunLook, NO_WORDS, sizesOf } from './run-look.ts';
import { RUN_PROPERTIES } from './vocabulary.ts';
import type { PartKind, Reference, Walk } from './walk.ts';

/** A piece of what a run shows: words, a note's sign, or part of a field. */
type Part = string | Reference | { code: string } | { field: string };

export type RunContent = {
  parts: Part[];
  words: string;
  /** Largest size of its words, height of its highest picture, in twips. */
  size: number;
  picture: number;
};

/** What may stand in a run beside words, by the kind of text. */
const ALSO: Readonly<Record<PartKind, readonly string[]>> = {
  body: ['w:footnoteReference', 'w:endnoteReference', 'w:drawing', 'mc:AlternateContent'],
  note: ['w:footnoteRef', 'w:endnoteRef'],
  separator: ['w:separator', 'w:continuationSeparator', 'w:footnoteRef', 'w:endnoteRef'],
  edge: ['w:fldChar', 'w:instrText'],
  box: [],
};

/**
 * Reads one run as it is shown, and looks at how.
 * @param inOneOfSeveralWays looks at a piece that is there in several forms
 */
export function readRun(
  walk: Walk,
  run: Tag,
  paragraph: Tag | null,
  inOneOfSeveralWays: (piece: Tag) => void,
): RunContent {
  const { inspection, kind, table } = walk;
  const { found, styles } = inspection;
  checkAttributes(found, run);
  checkLoose(found, run);
  const properties = tagIn(run, 'w:rPr');
  if (properties) checkProperties(found, properties, RUN_PROPERTIES);
  for (const { name, attributes } of tagsOf(properties))
    if (name === 'w:rStyle' && !styles.isSound(attributes['w:val'] ?? '', 'character'))
      found.add('alternative', `样式 ${attributes['w:val'] ?? ''}`);
  const layers = styles.run(properties, paragraph, table);
  const content: RunContent = { parts: [], words: '', size: 0, picture: 0 };
  const say = (words: string): void => {
    content.parts.push(words);
    content.words += words;
  };
  let isEmpty = true;
  tagsOf(run).forEach((tag, at) => {
    if (tag.name === 'w:rPr') {
      if (at > 0) found.add('alternative', 'rPr（不在文字之前）');
      return;
    }
    isEmpty = false;
    switch (tag.name) {
      case 'w:t':
        checkAttributes(found, tag);
        for (const inner of tagsOf(tag)) addForeign(found, inner);
        say(charactersIn(tag));
        return;
      case 'w:tab':
        checkAttributes(found, tag);
        say('\t');
        return;
      case 'w:br':
      case 'w:cr':
        checkAttributes(found, tag);
        // A form feed: where words end with one, a page follows that has none.
        say(tag.attributes['w:type'] === 'page' ? '\f' : '\n');
        return;
      case 'w:noBreakHyphen':
        checkAttributes(found, tag);
        say('-');
        return;
      case 'w:lastRenderedPageBreak':
        checkAttributes(found, tag);
        return;
      default:
    }
    if (!ALSO[kind].includes(tag.name)) {
      addForeign(found, tag);
      return;
    }
    switch (tag.name) {
      case 'w:footnoteReference':
      case 'w:endnoteReference': {
        checkAttributes(found, tag);
        const reference = tag.name === 'w:footnoteReference' ? 'foot' : 'end';
        content.parts.push({ kind: reference, id: tag.attributes['w:id'] ?? '' });
        checkRunLook(inspection, layers, NO_WORDS.note);
        return;
      }
      case 'w:footnoteRef':
      case 'w:endnoteRef':
        checkAttributes(found, tag);
        content.parts.push({ kind: tag.name === 'w:footnoteRef' ? 'foot' : 'end', id: '' });
        checkRunLook(inspection, layers, NO_WORDS.note);
        return;
      case 'w:drawing': {
        const picture = pictureIn(found, tag);
        if (picture) {
          walk.pictures.push(picture.relation);
          content.picture = Math.max(content.picture, picture.height);
        }
        checkRunLook(inspection, layers, NO_WORDS.picture);
        return;
      }
      case 'mc:AlternateContent':
        inOneOfSeveralWays(tag);
        return;
      case 'w:fldChar':
        checkAttributes(found, tag);
        for (const inner of tagsOf(tag)) addForeign(found, inner);
        content.parts.push({ field: tag.attributes['w:fldCharType'] ?? '' });
        return;
      case 'w:instrText':
        content.parts.push({ code: charactersIn(tag) });
        return;
      default:
        checkAttributes(found, tag);
    }
  });
  if (content.words !== '') {
    checkRunLook(inspection, layers, content.words);
    if (content.words.trim() !== '') content.size = Math.max(...sizesOf(layers));
  } else if (!isEmpty && content.parts.length > 0) content.size = Math.max(...sizesOf(layers)) / 2;
  return content;
}
