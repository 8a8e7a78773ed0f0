import { NO_IMAGES, type ImageSource } from '../../../shared/edition/images.ts';
import { runsIn } from '../../../shared/edition/write-text.ts';
import type {
  MarkedBlock,
  MarkedDocument,
  MarkedNote,
  MarkedRun,
  Remark,
} from '../../../shared/edition/marked.ts';
import { isTight, LEAST_ROOM, roomOf } from './margin-room.ts';
import { escapeXml } from '../../../shared/text/escape-xml.ts';
import { blockHtml, blocksHtml, headHtml, layoutCss, pageHtml } from './html.ts';
import { imprintHtml } from './imprint-html.ts';
import { notesHtml, runHtml } from './inline-html.ts';

/**
 * The text area keeps its 156 mm and stays line for line as in the final; with comments it moves left to make room for
 * them beside it. Millimetres; the notes are 34 wide, 3 from the text, 5 from the edge, where every printer still prints.
 */
const SIDES = { plain: { left: 28, right: 26 }, noted: { left: 12, right: 42 } } as const;

/** A bar is put into changed words every so often: at least one on each line of 28 characters. */
const BAR_EVERY = 6;

/** What may not begin a line, and what may not end one: nothing is put there that a line could be broken at. */
const NOT_FIRST = /[，。、；：？！”’）》〉】〕…—%％\s]/u;
const NOT_LAST = /[“‘（《〈【〔…—]/u;

/** The marked-up draft (花脸稿) as a whole page for the print engine. `css` ends with marked.css. */
export function markedHtml(
  doc: MarkedDocument,
  css: string,
  now: Date,
  images: ImageSource = NO_IMAGES,
): string {
  const sides = doc.notes.some((note) => note.quote === '') ? SIDES.noted : SIDES.plain;
  const margin = new Margin(doc.notes, doc);
  const body = blocksHtml(doc, (block, index) => {
    const before = notesBefore(block, margin);
    const own = canHoldNotes(block) ? margin : null;
    return before + blockHtml(block, index, doc, (runs) => inline(runs, own, images));
  });
  const end = notesHtml(doc.blocks, markOf) + afterword(doc, margin) + imprintHtml(doc.imprint);
  const style = [css, layoutCss(doc.layout, `${sides.left}mm`, `${sides.right}mm`), sideCss(sides, now)].join(
    '\n',
  );
  return pageHtml(doc, style, headHtml(doc.head) + body + end, 'marked');
}

function sideCss({ left, right }: { left: number; right: number }, now: Date): string {
  const date = `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
  const box = `{ content: '花脸稿　${date}　内部'; vertical-align: top; padding: 20mm ${right}mm 0 0; font: 9pt/16pt var(--font-songti); }`;
  return `@page { margin-left: 0; margin-right: 0; @top-right ${box} }
@page landscape { margin-left: 0; margin-right: 0; }
@page landscape-draft { margin-left: 0; margin-right: 0; @top-left { padding-left: ${left}mm; } }
@page draft { @top-left { padding-left: ${left}mm; } }
body { padding: 0 ${right}mm 0 ${left}mm; }
.bar { left: ${left - 5}mm; }`;
}

/** The comments of a draft: which stand in the margin, and which of them only in part. */
class Margin {
  readonly #notes: Map<number, MarkedNote>;
  readonly #doc: MarkedDocument;
  readonly #rooms: ReadonlyMap<number, number>;
  readonly placed = new Set<number>();
  readonly cut = new Set<number>();

  constructor(notes: readonly MarkedNote[], doc: MarkedDocument) {
    this.#notes = new Map(notes.map((note) => [note.number, note]));
    this.#doc = doc;
    this.#rooms = roomOf(doc);
  }

  html(number: number): string {
    const note = this.#notes.get(number);
    if (!note) return '';
    this.placed.add(number);
    const { authors } = this.#doc;
    const said: Remark[] = [note, ...note.replies];
    let room = this.#rooms.get(number) ?? LEAST_ROOM;
    if (isTight(room)) return this.#tight(note, room);
    const parts: string[] = [];
    for (const [at, remark] of said.entries()) {
      const name = authors[remark.author]?.name ?? '';
      const head = `<b class="a${remark.author % 6}">${at === 0 ? `〔${number}〕` : ''}${escapeXml(name)}</b> <span class="at">${shortTime(remark.at)}</span>`;
      const chars = Array.from(remark.body);
      if (room <= 0 || chars.length > room) {
        this.cut.add(number);
        const shown = chars.slice(0, Math.max(0, room - 20)).join('');
        if (shown !== '') parts.push(`<span class="said">${head}<br>${escapeXml(shown)}……</span>`);
        parts.push(`<span class="said more">全文见文末〔${number}〕</span>`);
        break;
      }
      room -= chars.length + 14;
      parts.push(`<span class="said">${head}<br>${escapeXml(remark.body)}</span>`);
    }
    if (note.resolved) parts.push('<span class="said more">已解决</span>');
    return `<span class="note${note.resolved ? ' resolved' : ''} b${note.author % 6}">${parts.join('')}</span>`;
  }

  /** Where many comments stand beside one page: who, and how it begins. */
  #tight(note: MarkedNote, room: number): string {
    const chars = Array.from(note.body.replaceAll(/\s+/g, ' '));
    const cut = chars.length > room || note.replies.length > 0;
    if (cut) this.cut.add(note.number);
    const name = this.#doc.authors[note.author]?.name ?? '';
    const end = `${cut ? '……' : ''}${note.resolved ? '（已解决）' : ''}`;
    const body = escapeXml(chars.slice(0, room).join(''));
    return `<span class="note tight${note.resolved ? ' resolved' : ''} b${note.author % 6}"><span class="said"><b class="a${note.author % 6}">〔${note.number}〕${escapeXml(name)}</b> ${body}<span class="more">${end}</span></span></span>`;
  }
}

/** A float stands beside its line only in a block that is as wide as the text area. */
function canHoldNotes(block: MarkedBlock): boolean {
  return block.type === 'paragraph';
}

/** The comments of a heading or a table stand beside its top: inside, they would be words of the outline, or cut off. */
function notesBefore(block: MarkedBlock, margin: Margin): string {
  if (canHoldNotes(block)) return '';
  const notes = runsIn(block)
    .flatMap((run) => run.ends ?? [])
    .map((number) => margin.html(number));
  return notes.length > 0 ? `<div class="notes">${notes.join('')}</div>` : '';
}

function inline(runs: readonly MarkedRun[], margin: Margin | null, images: ImageSource): string {
  let before = '';
  return runs
    .map((run) => {
      const html = markedRun(run, before, images);
      before = run.text.at(-1) ?? before;
      const ends = run.ends ?? [];
      const numbers = ends.length > 0 ? `<span class="no">${ends.join('，')}</span>` : '';
      return html + numbers + ends.map((number) => margin?.html(number) ?? '').join('');
    })
    .join('');
}

function markedRun(run: MarkedRun, before: string, images: ImageSource): string {
  const changed = run.ins !== undefined || run.del !== undefined;
  let html = runHtml(run, images, changed ? barred(run.text, before) : escapeXml(run.text));
  if (changed && (run.note || run.image)) html = BAR + html;
  // No line is seen under an image or through it.
  if (changed && run.image)
    html += `<small class="tag">〔${run.del === undefined ? '增加图片' : '删去图片'}〕</small>`;
  if (run.tag) html = `<small class="tag">${html}</small>`;
  // A comment on words that a line break follows is still seen on them.
  if (run.on) html = `<span class="on">${html}</span>`;
  return markOf(run, html);
}

function markOf({ ins, del }: MarkedRun, html: string): string {
  const inserted = ins === undefined ? html : `<ins class="a${ins % 6}">${html}</ins>`;
  return del === undefined ? inserted : `<del class="a${del % 6}">${inserted}</del>`;
}

const BAR = '<i class="bar"></i>';

/** Words with bars for the margin between them: every line that holds some of these words then has one. */
function barred(text: string, before: string): string {
  let out = '';
  let last = before;
  let since = BAR_EVERY;
  for (const char of text) {
    if (since >= BAR_EVERY && !NOT_FIRST.test(char) && !NOT_LAST.test(last) && !/\w\w/.test(last + char)) {
      out += BAR;
      since = 0;
    }
    out += escapeXml(char);
    last = char;
    since += 1;
  }
  // Punctuation alone: nothing is put before it, but behind it is as good.
  return out.includes(BAR) || text === '' ? out : out + BAR;
}

/** What stands behind the text: who marked how, comments that were too long for the margin, and those that lost their words. */
function afterword({ authors, notes }: MarkedDocument, margin: Margin): string {
  const lines = authors.map(({ name, inserted, deleted, comments }, at) => {
    const counts = [
      ...(inserted > 0 ? [`增加 ${inserted} 处`] : []),
      ...(deleted > 0 ? [`删去 ${deleted} 处`] : []),
      ...(comments > 0 ? [`批注和回复 ${comments} 条`] : []),
    ];
    const samples =
      inserted + deleted > 0
        ? `<ins class="a${at % 6}">增加的文字</ins>　<del class="a${at % 6}">删去的文字</del>　`
        : '';
    return `<p><b class="a${at % 6}">${escapeXml(name)}</b>　${samples}${counts.join('，') || '改了段落或格式'}</p>`;
  });
  const legend = lines.length > 0 ? lines.join('') : '<p>没有修订，也没有批注。</p>';
  const rest = notes.filter(({ number }) => !margin.placed.has(number) || margin.cut.has(number));
  const short = margin.cut.size > 0 ? '<p class="short">页边印不下的批注，全文如下：</p>' : '';
  const whole = rest.map((note) => {
    const where = note.quote ? `<span class="quote">原文已不在：“${escapeXml(note.quote)}”</span>　` : '';
    const remarks = [note, ...note.replies].map(
      (remark, at) =>
        `<p class="${at === 0 ? 'first' : 'reply'}">${at === 0 ? `〔${note.number}〕` : ''}${at === 0 ? where : ''}<b class="a${remark.author % 6}">${escapeXml(authors[remark.author]?.name ?? '')}</b> ${longTime(remark.at)}：${escapeXml(remark.body)}${at === 0 && note.resolved ? '（已解决）' : ''}</p>`,
    );
    return `<div class="whole">${remarks.join('')}</div>`;
  });
  return `
<section class="afterword"><p class="caption">修订和批注说明</p>${legend}${short}${whole.join('')}</section>`;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `11月20日`, as the clock of this machine has it. */
function shortTime(iso: string): string {
  const at = new Date(iso);
  return `${at.getMonth() + 1}月${at.getDate()}日`;
}

function longTime(iso: string): string {
  const at = new Date(iso);
  return `${at.getFullYear()}年${at.getMonth() + 1}月${at.getDate()}日 ${two(at.getHours())}:${two(at.getMinutes())}`;
}
