import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decidedText, finalText, originalText } from '../../word-user/oracle.ts';
import { control, field, makeDocx, marked, para, run, table } from '../../word-user/sample.ts';
import { WordUser } from '../../word-user/user.ts';

const xmlOf = (docx: Uint8Array, part = 'word/document.xml') => strFromU8(unzipSync(docx)[part]!);
const bodyOf = (user: WordUser) =>
  /<w:body>(.*)<w:sectPr>/su
    .exec(xmlOf(user.save()))![1]!
    .replaceAll(/ (?:w:(?:id|date|rsidR)|xml:space)="[^"]*"/gu, '');
const texts = (docx: Uint8Array) => finalText(docx).map(({ text }) => text);
const open = (body: string, tracking = true) => new WordUser(makeDocx(body), { author: '甲', tracking });
const range = (p: number, from: number, to: number) => ({ from: { p, o: from }, to: { p, o: to } });

const cells = (user: WordUser) =>
  finalText(user.save()).flatMap(({ cell, text }) => (cell ? [`${cell}${text}`] : []));

describe('typing and deleting', () => {
  it('types over a selection as a deletion followed by an insertion', () => {
    const user = open(para(run('共36件')));
    user.replace(range(0, 1, 3), '40');
    expect(bodyOf(user)).toBe(
      '<w:p><w:r><w:t>共</w:t></w:r><w:del w:author="甲"><w:r><w:delText>36</w:delText></w:r></w:del>' +
        '<w:ins w:author="甲"><w:r><w:t>40</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>',
    );
  });

  it('takes back its own insertion without a trace and joins neighbouring insertions', () => {
    const user = open(para(run('甲乙')));
    user.type({ p: 0, o: 1 }, '一');
    user.type({ p: 0, o: 2 }, '二');
    expect(bodyOf(user).match(/<w:ins /gu)).toHaveLength(1);
    user.delete(range(0, 1, 3));
    expect(bodyOf(user)).not.toContain('w:ins');
  });

  it('nests the deletion of another author’s insertion in it', () => {
    const user = open(para(run('甲乙')));
    user.type({ p: 0, o: 1 }, '新');
    user.sit({ author: '丙' });
    user.delete(range(0, 1, 2));
    expect(bodyOf(user)).toContain(
      '<w:ins w:author="甲"><w:del w:author="丙"><w:r><w:delText>新</w:delText></w:r></w:del></w:ins>',
    );
    expect(texts(user.save())).toEqual(['甲乙']);
  });

  it('takes a whole field when the selection crosses its end, and a part when it does not', () => {
    const body = para(run('见') + field('REF a', '二（一）') + run('条'));
    const across = open(body);
    across.delete(range(0, 0, 2));
    expect(texts(across.save())).toEqual(['条']);
    expect(bodyOf(across)).toContain('<w:delInstrText>');
    const part = open(body);
    part.replace(range(0, 4, 5), '】');
    expect(texts(part.save())).toEqual(['见二（一】条']);
    expect(bodyOf(part)).not.toContain('delInstrText');
  });

  it('shows the placeholder of an emptied control, and drops a control that is taken with more', () => {
    const body = para(run('共') + control('36件') + run('。'));
    const emptied = open(body, false);
    emptied.delete(range(0, 1, 4));
    expect(bodyOf(emptied)).toContain('showingPlcHdr');
    expect(texts(emptied.save())).toEqual(['共。']);
    const dropped = open(body, false);
    dropped.delete(range(0, 0, 4));
    expect(bodyOf(dropped)).not.toContain('w:sdt');
  });

  it('drops a bookmark with all its text, untracked only', () => {
    const body = para(run('前') + marked(5, '_b', run('中')) + run('后'));
    const tracked = open(body);
    tracked.delete(range(0, 1, 2));
    expect(bodyOf(tracked)).toContain('_b');
    const plain = open(body, false);
    plain.delete(range(0, 1, 2));
    expect(bodyOf(plain)).not.toContain('_b');
  });
});

describe('paragraphs', () => {
  it('marks the first half of a split, inside a control as well', () => {
    const user = open(para(run('甲') + control('乙丙'), 'Heading1'));
    user.split({ p: 0, o: 2 });
    expect(bodyOf(user)).toContain(
      '<w:p><w:pPr><w:pStyle w:val="Heading1"/><w:rPr><w:ins w:author="甲"/></w:rPr></w:pPr><w:r><w:t>甲</w:t></w:r><w:sdt>',
    );
    expect(texts(user.save())).toEqual(['甲乙', '丙']);
    expect(originalText(user.save()).map(({ text }) => text)).toEqual(['甲乙丙']);
  });

  it('joins with the later paragraph’s style by the standard', () => {
    const user = open(para(run('甲'), 'Heading1') + para(run('乙')));
    user.join(0);
    expect(finalText(user.save())).toEqual([{ text: '甲乙' }]);
    expect(decidedText(user.save(), 'final')).toEqual([{ text: '甲乙' }]);
  });

  it('moves a paragraph with two ranges of one name', () => {
    const user = open(para(run('甲')) + para(run('乙')) + para(run('丙')));
    user.moveParagraphs(0, 1, 2);
    const body = bodyOf(user);
    expect(body.match(/w:name="move1"/gu)).toHaveLength(2);
    expect(body).toContain('<w:moveFrom w:author="甲"><w:r><w:t>甲</w:t></w:r></w:moveFrom>');
    expect(texts(user.save())).toEqual(['乙', '甲', '丙']);
  });
});

describe('tables', () => {
  const grid = table([
    ['a', 'b'],
    ['c', 'd'],
  ]);

  it('inserts and deletes rows and columns as changes', () => {
    const user = open(grid + para(''));
    user.insertRow(1, 1, ['x', 'y']);
    user.deleteRow(1, 3);
    user.deleteColumn(1, 1);
    expect(cells(user)).toEqual(['1.1.1b', '1.2.1y']);
    const before = originalText(makeDocx(grid + para('')));
    expect(originalText(user.save())).toEqual(before);
  });

  it('merges and splits cells, which Word does not track', () => {
    const user = open(grid + para(''), false);
    user.mergeRight(1, 1, 1);
    expect(cells(user)).toEqual(['1.1.1a', '1.1.1b', '1.2.1c', '1.2.2d']);
    user.splitCell(1, 2, 2);
    expect(bodyOf(user)).toContain('<w:gridSpan w:val="3"/>');
    user.sit({ author: '甲', tracking: true });
    expect(() => user.mergeDown(1, 1, 1)).toThrow('Word does not track');
  });
});
