import { expect, test } from 'vitest';

import { escapeXml } from '../../../shared/text/escape-xml.ts';

test('markup in a text stands as text', () => {
  expect(escapeXml('<a href="x">与&amp;</a>')).toBe('&lt;a href=&quot;x&quot;&gt;与&amp;amp;&lt;/a&gt;');
});

test('half a surrogate pair and U+0000 never get into a file', () => {
  expect(escapeXml('甲\uD840乙')).toBe('甲\uFFFD乙');
  expect(escapeXml('甲\u0000乙')).toBe('甲乙');
  // Taking U+0000 away must not make a character out of two halves.
  expect(escapeXml('\uD840\u0000\uDC0B')).toBe('\uFFFD\uFFFD');
  expect(escapeXml('𠀋')).toBe('𠀋');
});
