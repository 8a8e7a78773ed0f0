import { describe, expect, it } from 'vitest';

import { withoutHead } from '../../../electron/backend/signing/stamped-head.ts';

const HEAD = { texts: [], number: null };

describe('the imprint of a signed file', () => {
  it('is set aside where it stands, and at the end of notes that follow it in some files', () => {
    expect(withoutHead('正文。版记', { ...HEAD, imprint: { text: '版记', at: 3 } })).toBe('正文。');
    expect(withoutHead('正文。注释。版记', { ...HEAD, imprint: { text: '版记', at: 3 } })).toBe(
      '正文。注释。',
    );
  });

  it('takes no words with it that were put in behind it', () => {
    const text = '正文。注释。版记又及。';
    expect(withoutHead(text, { ...HEAD, imprint: { text: '版记', at: 3 } })).toBe(text);
  });
});
