import { describe, expect, it } from 'vitest';

import { countingIds } from '../../../shared/document/ids.ts';
import { makeParagraph, makeTitle } from '../../../shared/document/make.ts';
import type { Sensitivity } from '../../../shared/document/types.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import type { ReportHead } from '../../../shared/edition/head.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { layout } from '../../../shared/settings/layout.ts';
import { sampleTemplate } from '../export/sample.ts';

const ids = countingIds('h');
const HEAD: Partial<ReportHead> = {
  copy: '000003',
  secrecy: '机密',
  urgency: '特急',
  number: '青府〔2025〕5号',
  signer: '周立',
};

/** A report with a number typed in its body, the unit's name hidden or not. */
function made(
  edition: Edition,
  unit: Sensitivity,
  options: { head?: Partial<ReportHead>; withHead?: boolean } = {},
): EditionDocument {
  const template = {
    ...sampleTemplate,
    variables: [
      { key: 'unit', label: '单位', sensitivity: unit } as (typeof sampleTemplate.variables)[number],
    ],
  };
  return toEdition(
    {
      document: {
        schema: 1,
        blocks: [
          makeTitle('工作总结', ids),
          makeParagraph('青府〔2025〕8号', 'docnumber', ids),
          makeParagraph('全年有序。', 'body', ids),
        ],
      },
      variables: { unit: '青禾镇' },
      year: 2025,
      unit: '青禾镇',
      state: 'drafting',
      ...(options.head ? { head: options.head } : {}),
    },
    template,
    edition,
    editionPolicy(template),
    { ...layout.parse(undefined), head: options.withHead ?? true, mark: '青禾镇人民政府文件' },
  );
}

describe('the head of an edition', () => {
  it('has neither copy number, grade of secrecy, urgency nor signer for the public', () => {
    expect(made('internal', 'internal', { head: HEAD }).head).toMatchObject({
      copy: '000003',
      secrecy: '机密',
      urgency: '特急',
      signer: '周立',
    });
    expect(made('public', 'public', { head: HEAD }).head).toMatchObject({
      copy: '',
      secrecy: '',
      urgency: '',
      signer: '',
    });
  });

  it('names the unit neither in its mark nor in its number where the unit is hidden', () => {
    expect(made('public', 'internal', { head: HEAD }).head).toMatchObject({
      mark: '**镇人民政府文件',
      number: '**〔2025〕5号',
    });
    expect(made('public', 'public', { head: HEAD }).head).toMatchObject({
      mark: '青禾镇人民政府文件',
      number: '青府〔2025〕5号',
    });
  });

  it('takes the number that is typed in the body, masked as well, and prints it once', () => {
    const hidden = made('public', 'internal');
    expect(hidden.head?.number).toBe('**〔2025〕8号');
    expect(writeText(hidden)).not.toContain('青');
    expect(hidden.blocks.filter((block) => block.type === 'paragraph' && block.role === 'docnumber')).toEqual(
      [],
    );
  });

  it('is left out where the layout has none; the number in the body is masked all the same', () => {
    const plain = made('public', 'internal', { withHead: false });
    expect(plain.head).toBeNull();
    expect(writeText(plain)).toContain('**〔2025〕8号');
    expect(writeText(made('public', 'public', { withHead: false }))).toContain('青府〔2025〕8号');
  });
});
