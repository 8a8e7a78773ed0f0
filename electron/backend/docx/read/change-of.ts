import { momentOf } from '../../../../shared/merge/anchors.ts';
import type { WordChange } from '../../../../shared/merge/word-copy.ts';
import { attribute, type Element } from './xml.ts';

/** Who made a tracked change, and when. */
export function changeOf(element: Element): WordChange {
  return {
    author: (attribute(element, 'author') ?? '').trim(),
    at: momentOf(attribute(element, 'date')),
    ...(element.localName.startsWith('move') ? { moved: true as const } : {}),
  };
}
