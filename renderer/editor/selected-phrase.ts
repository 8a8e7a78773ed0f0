import { Range, type Editor } from 'slate';

import { cutOut } from '../../shared/document/cut.ts';
import { fieldUnit, fieldValue } from '../../shared/document/field-text.ts';
import { inlinesOf, isField } from '../../shared/document/guards.ts';
import { textOfInlines } from '../../shared/document/plain-text.ts';
import { NO_LABELS } from '../../shared/document/reading.ts';
import type { Field, Inline, Variables } from '../../shared/document/types.ts';
import { hiderOf } from '../../shared/edition/gate.ts';
import type { EditionPolicy } from '../../shared/edition/mask.ts';
import { hiddenBlocks } from '../../shared/edition/secrecy.ts';
import { blocksOf } from './places.ts';

/** What stands in a phrase for what each report fills in anew. */
const GAP = '…';

/** Words to be used again, and how many places in them the public edition hides. */
export type SelectedPhrase = { text: string; hidden: number };

/**
 * What is selected as it is kept among phrases, items without their numbers. A phrase is plain words, which nothing masks
 * in the report that they are put into: a figure or a name that the public edition hides becomes a gap, and a sentence
 * that is not public stays behind.
 */
export function selectedPhrase(
  editor: Editor,
  selection: Range | null,
  variables: Variables,
  policy: EditionPolicy,
): SelectedPhrase {
  if (!selection || Range.isCollapsed(selection)) return { text: '', hidden: 0 };
  const all = blocksOf(editor);
  const cut = cutOut(all, selection);
  const selected = new Set(cut.ids);
  const hides = hiderOf(all, 'public', policy);
  const secret = hiddenBlocks(cut.blocks);
  let hidden = 0;
  const kept = (node: Inline): Inline[] => {
    if (node.secret) {
      hidden += 1;
      return [];
    }
    if (!isField(node) || !hides(node) || fieldValue(node, variables) === '') return [node];
    hidden += 1;
    return [{ text: gapOf(node, variables) }];
  };
  const texts = cut.blocks
    .filter(({ id }) => selected.has(id))
    .map((block) => {
      const nodes = inlinesOf(block).filter(({ del }) => del === undefined);
      if (secret.has(block.id)) {
        hidden += 1;
        return '';
      }
      return textOfInlines(nodes.flatMap(kept), NO_LABELS, { variables, view: 'final', gaps: true });
    });
  return { text: texts.join('').trim(), hidden };
}

function gapOf(field: Field, variables: Variables): string {
  if (field.computed) return GAP;
  const unit = fieldUnit(field, variables);
  return field.unitPlace === 'before' ? unit + GAP : GAP + unit;
}
