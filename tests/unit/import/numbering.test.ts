import { describe, expect, it } from 'vitest';

import { Numbering } from '../../../electron/backend/docx/read/numbering.ts';
import { parseXml } from '../../../electron/backend/docx/read/xml.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const level = (n: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;

/** Lists 1 and 2 share a definition of two levels; lists 3 and 4 do as well, and say that they begin at 1. */
function numbering(): Numbering {
  const starts = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';
  const xml = `<w:numbering ${W}>
<w:abstractNum w:abstractNumId="7">${level(0, 'chineseCounting', '%1、')}${level(1, 'decimal', '%1.%2')}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/>${starts}</w:num>
<w:num w:numId="4"><w:abstractNumId w:val="7"/>${starts}</w:num>
</w:numbering>`;
  return new Numbering(parseXml('numbering.xml', Buffer.from(xml, 'utf8')));
}

describe('automatic numbers of a Word file', () => {
  it('begin anew in a sub-list below each number above it', () => {
    const list = numbering();
    const numbers = [0, 1, 1, 0, 1].map((at) => list.next('1', at));
    expect(numbers).toEqual(['一、', '1.1', '1.2', '二、', '2.1']);
  });

  it('go on over lists that share a definition, unless one says where it begins', () => {
    const list = numbering();
    expect(['1', '1', '2'].map((id) => list.next(id, 0))).toEqual(['一、', '二、', '三、']);
    expect(['3', '3', '4'].map((id) => list.next(id, 0))).toEqual(['一、', '二、', '一、']);
    expect(list.next('1', 0)).toBe('四、');
  });

  it('are nothing for a list or a level that is not there', () => {
    expect(numbering().next('9', 0)).toBe('');
    expect(numbering().next('1', 5)).toBe('');
    expect(new Numbering(null).next('1', 0)).toBe('');
  });
});
