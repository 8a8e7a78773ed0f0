import { Editor, Node, Text, Transforms, type Path } from 'slate';

import { isImage, isNote } from '../../shared/document/guards.ts';
import { makeField } from '../../shared/document/make.ts';
import { textOfNote } from '../../shared/document/notes.ts';
import type { Variables } from '../../shared/document/types.ts';
import { unitSuffix } from '../../shared/document/unit-name.ts';
import { LEFTOVERS, type LeftoverKind } from '../../shared/privacy/kinds.ts';
import { fieldOfWords } from '../../shared/structure/field-of-words.ts';
import { asOneStep } from './with-history-steps.ts';

/**
 * Makes fields of every place where these words are typed in clear, so that the public edition masks them. One step.
 * In a note, or in what is said of an image, there are no fields: where the words stand nowhere else, the note or image is
 * left out of the public edition; where they do, they are masked there, too. Answers with how many there were; words that
 * marks cut in two stay as they are.
 */
export function maskText(editor: Editor, words: string, kind: LeftoverKind, variables: Variables): number {
  const places: { path: Path; offset: number; isSecret: boolean }[] = [];
  for (const [node, path] of Node.texts(editor)) {
    if (!Text.isText(node) || Editor.void(editor, { at: path }) || (node as { del?: string }).del) continue;
    for (let at = node.text.indexOf(words); at >= 0; at = node.text.indexOf(words, at + words.length))
      if (isWhole(node.text, words, at))
        places.push({ path, offset: at, isSecret: (node as { secret?: true }).secret === true });
  }
  const asides = places.length > 0 ? [] : asidesWith(editor, words);
  const variable = Object.keys(variables).find((key) => variables[key] === words);
  asOneStep(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      for (const path of asides) Transforms.setNodes(editor, { secret: true } as object, { at: path });
      // From the end, so that the places before stay where they are.
      for (const { path, offset, isSecret } of places.toReversed()) {
        Transforms.delete(editor, {
          at: { anchor: { path, offset }, focus: { path, offset: offset + words.length } },
        });
        const unit = variable === undefined ? '' : unitSuffix(words);
        const field = makeField({
          kind: variable === undefined ? LEFTOVERS[kind].field.kind : 'place',
          value: variable === undefined ? words : '',
          unit,
          // A figure stays one, whichever way it was typed.
          ...(kind === 'value' && variable === undefined ? fieldOfWords(words) : {}),
          label: LEFTOVERS[kind].field.label,
          ...(variable === undefined ? {} : { variable }),
          ...(isSecret ? { secret: true } : {}),
        });
        Transforms.insertNodes(editor, field, { at: { path, offset } });
      }
    });
  });
  return places.length + asides.length;
}

/** False for 7391 in 17391 and for 2次 in 12次. */
const isWhole = (text: string, words: string, at: number): boolean =>
  !(/^\d/.test(words) && /[\d.]/.test(text.charAt(at - 1))) &&
  !(/\d$/.test(words) && /\d/.test(text.charAt(at + words.length)));

/** Notes and images in whose words these stand, and that are public. */
function asidesWith(editor: Editor, words: string): Path[] {
  return [...Node.descendants(editor)].flatMap(([node, path]): Path[] => {
    if (!(isNote(node) || isImage(node)) || node.del || node.secret) return [];
    const text = isNote(node) ? textOfNote(node.body) : node.alt;
    return text.includes(words) ? [path] : [];
  });
}
