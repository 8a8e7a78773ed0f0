import type { Block } from '../document/types.ts';
import type { MergeNote } from '../review/types.ts';
import type { Token } from '../review/tokens.ts';
import { quoted } from '../text/quoted.ts';
import { anchorOf, hash } from './anchors.ts';
import { blockAt } from './ground.ts';
import type { LostImage } from './their-items.ts';
import {
  EMBEDDED,
  FORMAT_KINDS,
  type LeftOut,
  type LeftOutKind,
  type PagesOfCopy,
  type WordChange,
  type WordCopy,
} from './word-copy.ts';

/** What a report has no place for, as it is named under a heading that says that it was not taken in. */
const SENTENCES = {
  'text-box': (words) => `文本框，写的是${said(words)}`,
  'nested-table': (words) => `套在表格里的表格，写的是${said(words)}`,
  equation: (words) => `公式的样式，只收了文字${said(words)}`,
  symbol: () => '符号字体里的符号',
  ruby: (words) => `注在字上的拼音${said(words)}`,
  hidden: (words) => `${said(words)}设成了隐藏文字，这里照常显示`,
  link: (words) => `超链接的网址，只收了文字${said(words)}`,
  'note-picture': () => '脚注或尾注里的图片',
  'note-look': (words) => `脚注或尾注里的删除线、颜色：${said(words)}`,
  'comment-picture': (words) => `批注里的图片，批注写的是${said(words)}`,
  embedded: () => '插入的整份文件',
  format: (words, what) => `${what}的改动：${said(words)}`,
  layout: (words, what) => `段落${what}的改动：${said(words)}`,
  'table-format': () => '表格格式的改动',
  'table-look': (_words, what) => `表格${what}的改动，要改请在这里的表格中设置`,
  header: (words) => `页眉的改动，改成了${said(words)}`,
  footer: (words) => `页脚的改动，改成了${said(words)}`,
  'edge-picture': () => '页眉或页脚里的图片、水印',
  paper: (_words, what) => `${what}的改动，这里仍按版式设置`,
  turned: () => '纸张方向的改动，要改请在这里设或取消“横向页”',
  look: (words, what) => `${what}${said(words)}，选了不算`,
  label: (words) => `序号${said(words)}上的删除线，序号由年述编排`,
  looks: (_words, what) => `太多了，另有 ${what} 处颜色、底色和下划线`,
  'header-gone': () => '页眉（征求意见稿）的删除',
  'footer-gone': () => '页脚（页码）的删除',
  'two-versions': (words, what) =>
    `同一处的另一种写法${said(what)}，有的软件显示它，这里收的是${said(words)}`,
  'one-version': (words) => `只有部分软件显示的文字${said(words)}`,
  'lost-note': () => '脚注或尾注，文件里只有编号，没有内容',
  field: (words, what) => `域${said(what)}，只收了显示的文字${said(words)}`,
  object: () => '嵌入的对象（如 Excel 表），最多收了它的图',
  image: (words, what) => `${what}${words === '' ? '' : `，说明是${said(words)}`}`,
} as const satisfies Record<LeftOutKind, (words: string, what: string) => string>;

/** At most so many characters of what is left out are shown. */
const MOST = 200;
/** So many are named one by one: more than that nobody reads. */
const NOTES = 300;
/** And of how a paragraph begins. */
const NEAR = 12;

function said(words: string): string {
  const text = words.replaceAll(/\s+/g, ' ').trim();
  return text === '' ? '“（没有文字）”' : quoted(text, MOST);
}

/**
 * What a copy holds that is not taken in, each with its place; the same thing twice in one place is one note that counts.
 * @param sent the version that the copy is of
 * @param isKnown true of a change that was in the copy when it was sent
 */
export function leftOutNotes(
  { leftOut = [], pages = [] }: Pick<WordCopy, 'leftOut' | 'pages'>,
  sent: readonly Block[],
  isKnown: (by: WordChange) => boolean,
  authorOf: (name: string) => string,
): MergeNote[] {
  const ids = new Map(sent.map(({ id }) => [anchorOf(id), id]));
  const found = new Map<string, { note: MergeNote; count: number }>();
  for (const { kind, anchor, near = '', words, what = '', by } of [...leftOut, ...turned(pages, sent)]) {
    // Changes of formats go out with a copy, too, and come back with it.
    if (by && FORMAT_KINDS.has(kind) && isKnown(by)) continue;
    const block = ids.get(anchor ?? '') ?? '';
    const sentence: (words: string, what: string) => string = SENTENCES[kind];
    const text = sentence(words, what);
    const id = `l${hash(JSON.stringify([kind, block, block === '' ? near : '', text]))}`;
    const known = found.get(id);
    if (known) known.count += 1;
    else
      found.set(id, {
        note: {
          id,
          block,
          author: by?.author ? authorOf(by.author) : '',
          text,
          ...(anchor === null ? { place: '整份文件' } : block === '' ? { place: placeOf(near) } : {}),
        },
        count: 1,
      });
  }
  const notes = [...found.values()].map(({ note, count }) =>
    count > 1 ? { ...note, text: `${note.text}（共 ${count} 处）` } : note,
  );
  if (notes.length <= NOTES) return notes;
  const text = `太多了，另有 ${notes.length - NOTES} 种没有逐条列出，请打开送回的文件查看`;
  return [...notes.slice(0, NOTES), { id: `l${hash(text)}`, block: '', author: '', text, place: '整份文件' }];
}

/** Images that were put in in Word and can't be shown here. @param tokens of the version that was sent */
export const lostImages = (lost: readonly LostImage[], tokens: readonly Token[]): LeftOut[] =>
  lost.flatMap(({ token, by, image }): LeftOut[] => {
    const { called = '图片或图形', alt } = image;
    // What is embedded was told of where it was found, whether it has an image or not.
    if (called === EMBEDDED) return [];
    const anchor = anchorOf(blockAt(tokens, token) ?? '');
    return [{ kind: 'image', anchor, words: alt, what: called, ...(by ? { by } : {}) }];
  });

/** By how its paragraph begins: the block is not known. */
const placeOf = (near: string): string => {
  const words = near.trim();
  return words === '' ? '正文开头' : `${quoted(words, NEAR)}一段`;
};

/** Pages that lie otherwise than they were sent. */
function turned(pages: readonly PagesOfCopy[], sent: readonly Block[]): LeftOut[] {
  const across = new Map(sent.map((block) => [anchorOf(block.id), block.landscape === true]));
  return pages.flatMap((page): LeftOut[] => {
    const known = page.anchors.filter((anchor) => across.has(anchor));
    const other = known.find((anchor) => across.get(anchor) !== page.across);
    return other === undefined ? [] : [{ kind: 'turned', anchor: other, words: '' }];
  });
}
