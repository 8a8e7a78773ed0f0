import type { BlockRule } from '../types.ts';

/** A heading on its own line ends in 。 → none */
export const headingStop: BlockRule = {
  id: 'heading-stop',
  no: 16,
  name: '标题末尾的标点',
  severity: 'warning',
  source: 'GB/T 15834-2011；GB/T 9704-2012',
  example: ['（一）加强组织领导。', '（一）加强组织领导'],
  scope: 'block',
  run: (view) => {
    if ((view.type !== 'heading' && view.type !== 'title') || view.runIn) return [];
    const mark = /[。，；、]$/.exec(view.text)?.[0];
    if (mark === undefined || view.text.length < 2) return [];
    const from = view.text.length - 1;
    return [{ from, to: from + 1, message: `独占一行的标题末尾不用“${mark}”。`, suggestion: '' }];
  },
};
