import type { Backend } from '../../../electron/backend/service/registry.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { READY, sign, takeIn } from '../../unit/signoff/setup.ts';

const BY = 'w:author="张三" w:date="2025-11-20T09:30:00Z"';

const bytesOf = ({ bytes }: { bytes: string }): Buffer => Buffer.from(bytes, 'base64');

async function people(backend: Backend): Promise<void> {
  await backend.call('people.save', {
    person: { id: 'writer', name: '周明远', unit: '青禾镇', role: 'writer' },
  });
  await backend.call('people.save', {
    person: { id: 'signer', name: '林春生', unit: '青禾镇', role: 'signer' },
  });
}

const row = (...cells: string[]) => ({
  type: 'table-row',
  children: cells.map((text) => ({ type: 'table-cell', children: [{ text }] })),
});

/** A report that went out for review, and copies of it that came back. */
export type Sent = { id: string; copies: Buffer[] };

const BODY = '全镇开展企业走访，帮助企业化解用工风险，营商环境持续改善。';

/** Two reports with a table and a comment that went out for review; in the second, changes were open. */
export async function reviewed(backend: Backend): Promise<[Sent, Sent]> {
  await people(backend);
  return [
    await sendOut(backend, READY, false),
    await sendOut(backend, READY.replaceAll('青禾镇', '柳溪镇'), true),
  ];
}

async function sendOut(backend: Backend, text: string, open: boolean): Promise<Sent> {
  const id = await takeIn(backend, text);
  const { document, revision } = await backend.call('report.open', { id });
  const at = '2023-11-02T03:04:05.000Z';
  const comment = { id: 'c1', thread: 't1', author: 'writer', at, body: '请核实这个数。' };
  const thread = { id: 't1', author: 'writer', at, quote: '数据见下表', section: '', state: 'open' as const };
  const last = document.blocks.length;
  const body = document.blocks.findIndex((block) => JSON.stringify(block).includes('企业走访'));
  await backend.call('report.apply', {
    id,
    session: 's',
    batch: 'b',
    base: revision,
    ops: [
      {
        type: 'insert_node',
        path: [last - 2],
        node: { type: 'table', id: 'table-1', children: [row('项目', '数量'), row('调解', '125件')] },
      },
      {
        type: 'insert_node',
        path: [last - 2],
        node: {
          type: 'paragraph',
          id: 'above-1',
          children: [{ text: '有关' }, { text: '数据见下表', c_t1: true }, { text: '。' }],
        },
      },
      ...(open ? openChanges(body, document.blocks[body]) : []),
    ],
    author: 'writer',
    review: {
      threads: [{ ...thread, comments: [comment] }],
      revisions: open
        ? [
            { id: 'r1', author: 'writer', at, kind: 'insert' },
            { id: 'r2', author: 'writer', at, kind: 'delete' },
          ]
        : [],
    },
  });
  const sent = bytesOf(await backend.call('review.export', { id, author: 'writer' }));
  return { id, copies: [sent, marked(sent), marked(sent), ...(open ? [decided(sent)] : [])] };
}

/** The paragraph with words that somebody put in and others that somebody took out. */
function openChanges(at: number, block: unknown): { type: string }[] {
  const [first, second] = BODY.split('帮助企业化解用工风险，');
  const children = [
    { text: first },
    { text: '深入一线，', ins: 'r1' },
    { text: '帮助企业化解用工风险，', del: 'r2' },
    { text: second },
  ];
  const node = { type: 'paragraph', id: 'body-1', children };
  return [
    { type: 'remove_node', path: [at], node: block } as { type: string },
    { type: 'insert_node', path: [at], node } as { type: string },
  ];
}

/** As two people gave it back: with words that came in and went, and a paragraph more. */
const marked = (sent: Buffer): Buffer =>
  editWord(sent, (xml) => {
    const more = behindRun(
      xml,
      '营商环境持续改善。',
      `<w:ins w:id="900" ${BY}><w:r><w:t>群众满意，</w:t></w:r></w:ins><w:ins w:id="901" w:author="李四" w:date="2025-11-21T09:30:00Z"><w:r><w:t>企业也满意。</w:t></w:r></w:ins>`,
    );
    const less = more.replace(
      /<w:r>((?:<w:rPr>(?:(?!<\/w:rPr>).)*<\/w:rPr>)?)<w:t([^>]*)>([^<]*编制偏紧。)<\/w:t><\/w:r>/,
      `<w:del w:id="902" ${BY}><w:r>$1<w:delText$2>$3</w:delText></w:r></w:del>`,
    );
    if (less === more) throw new Error('nothing was taken out');
    return less.replace(
      '</w:body>',
      `<w:p><w:pPr><w:rPr><w:ins w:id="903" ${BY}/></w:rPr></w:pPr><w:ins w:id="904" ${BY}><w:r><w:t>附件：一览表</w:t></w:r></w:ins></w:p></w:body>`,
    );
  });

/** As somebody gave it back who accepted what had come in. */
const decided = (sent: Buffer): Buffer =>
  editWord(sent, (xml) =>
    xml.replace(/<w:ins [^>]*>((?:(?!<\/w:ins>).)*深入一线，(?:(?!<\/w:ins>).)*)<\/w:ins>/, '$1'),
  );

/** A signed report, and the files of it that went out with a stamp. */
export async function signed(backend: Backend): Promise<{ files: { name: string; bytes: Buffer }[] }> {
  await people(backend);
  const id = await takeIn(backend, READY);
  await sign(backend, id);
  const files: { name: string; bytes: Buffer }[] = [];
  for (const format of ['docx', 'pdf'] as const)
    for (const edition of ['internal', 'public'] as const) {
      const made = await backend.call('export.make', { id, format, edition, allowLeftovers: true });
      files.push({ name: `定稿.${format}`, bytes: bytesOf(made) });
    }
  return { files };
}

/** Word files as the program itself writes them. */
export async function exported(backend: Backend): Promise<{ words: Buffer[]; text: Buffer }> {
  await people(backend);
  const id = await takeIn(backend, READY);
  const make = (format: 'docx' | 'txt', edition: 'internal' | 'public') =>
    backend.call('export.make', { id, format, edition, allowLeftovers: true });
  const words = [await make('docx', 'internal'), await make('docx', 'public')].map((made) => bytesOf(made));
  words.push(bytesOf(await backend.call('review.export', { id, author: 'writer' })));
  return { words, text: bytesOf(await make('txt', 'internal')) };
}
