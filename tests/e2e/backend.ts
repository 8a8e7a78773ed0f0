import type { Page } from 'playwright';

import type { Method, Params, Result } from '../../shared/contract/methods.ts';
import { newId } from '../../shared/document/ids.ts';
import type { RevisionKind } from '../../shared/review/types.ts';
import { SCHEMA_VERSION, type Block, type Variables } from '../../shared/document/types.ts';

/** Asks the backend as the page's own client does, over a line of its own. */
export async function call<M extends Method>(page: Page, method: M, params: Params<M>): Promise<Result<M>> {
  const answer = await page.evaluate(
    ([name, values]) =>
      new Promise<unknown>((resolve, reject) => {
        // The page's own key, which only pages of this origin can read.
        const key = localStorage.getItem('nianshu.page-key') ?? 'none';
        const socket = new WebSocket(`ws://${location.host}/ws`, ['nianshu', key]);
        socket.addEventListener('open', () =>
          socket.send(JSON.stringify({ call: 1, method: name, params: values })),
        );
        socket.addEventListener('message', (event: MessageEvent<string>) => {
          const message = JSON.parse(event.data) as { reply?: number; ok?: boolean; result?: unknown };
          if (message.reply !== 1) return;
          socket.close();
          if (message.ok) resolve(message.result);
          else reject(new Error(event.data));
        });
        socket.addEventListener('error', () => reject(new Error('no line to the backend')));
      }),
    [method, params] as const,
  );
  return answer as Result<M>;
}

const KINDS: Readonly<Record<string, RevisionKind>> = { ins: 'insert', del: 'delete', fmt: 'format' };

/** Ids of changes and of threads in the blocks. */
function marksOf(blocks: readonly Block[]): {
  revisions: { id: string; kind: RevisionKind }[];
  threads: string[];
} {
  const revisions = new Map<string, RevisionKind>();
  const threads = new Set<string>();
  JSON.stringify(blocks, (key, value: unknown) => {
    const kind = KINDS[key];
    if (kind && typeof value === 'string') revisions.set(value, kind);
    if (key.startsWith('c_')) threads.add(key.slice(2));
    return value;
  });
  return { revisions: [...revisions].map(([id, kind]) => ({ id, kind })), threads: [...threads] };
}

/** Stores these blocks as a report of 青禾镇, with a row for each change and comment in them; gives its id. */
export async function storeReport(
  page: Page,
  blocks: readonly Block[],
  variables: Variables = { unit: '青禾镇' },
): Promise<string> {
  const template = (await call(page, 'template.list', {}))[0]?.id ?? '';
  const { id } = await call(page, 'report.create', { template, year: 2026, unit: '青禾镇' });
  const { revisions, threads } = marksOf(blocks);
  if (revisions.length + threads.length > 0) {
    const author = 'reviewer';
    const at = new Date().toISOString();
    await call(page, 'people.save', {
      person: { id: author, name: '周敏', unit: '青禾镇', role: 'reviewer' },
    });
    const { revision } = await call(page, 'report.open', { id });
    const marked = blocks.filter(
      (block) => marksOf([block]).revisions.length + marksOf([block]).threads.length > 0,
    );
    await call(page, 'report.apply', {
      id,
      session: newId(),
      batch: newId(),
      base: revision,
      author,
      ops: marked.map((node) => ({
        type: 'insert_node',
        path: [1],
        node: { ...node, id: newId() },
      })),
      review: {
        revisions: revisions.map((one) => ({ ...one, author, at })),
        threads: threads.map((thread) => ({
          id: thread,
          author,
          at,
          quote: '',
          section: '',
          state: 'open' as const,
          comments: [{ id: newId(), thread, author, at, body: '请核对。' }],
        })),
      },
    });
  }
  // A copy brings the rows along.
  const document = { schema: SCHEMA_VERSION, blocks: blocks as never };
  const copy = await call(page, 'report.saveCopy', { id, document, variables });
  await call(page, 'report.remove', { id });
  return copy.id;
}

/** Changes a stored report as another window would. */
export async function changeElsewhere(page: Page, id: string, ops: readonly object[]): Promise<void> {
  const { revision } = await call(page, 'report.open', { id });
  await call(page, 'report.apply', {
    id,
    session: newId(),
    batch: newId(),
    base: revision,
    ops: ops as never,
  });
}
