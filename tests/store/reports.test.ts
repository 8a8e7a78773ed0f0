import { createEditor, Editor, Transforms, type Operation } from 'slate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { makeField, makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { SCHEMA_VERSION, type Block } from '../../shared/document/types.ts';
import { withDocument } from '../../shared/document/with-document.ts';
import { tempFolder } from './folder.ts';

const now = (): Date => new Date('2023-12-01T02:03:04Z');

function codeOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe('reports in the store', () => {
  let dataDir: string;
  let store: Store;

  beforeEach(async () => {
    dataDir = tempFolder();
    store = await openStore(dataDir, now);
  });
  afterEach(() => store.close());

  const insert = (blocks: Block[] = [makeTitle('青禾镇总结'), makeParagraph('正文')]): string =>
    store.reports.insert({
      template: 'work-summary',
      year: 2023,
      unit: '青禾镇',
      document: { schema: 1, blocks },
      variables: { unit: '青禾镇' },
    });
  const type = (id: string, base: number, text: string, batch = `b${base}`): { revision: number } =>
    store.reports.apply({ id, base, batch, ops: [{ type: 'insert_text', path: [1, 0], offset: 0, text }] });
  const reopen = async (): Promise<void> => {
    await store.close();
    store = await openStore(dataDir, now);
  };

  it('reads back what was put in, also by another process', async () => {
    const blocks = [
      makeTitle('标题'),
      makeHeading(1, '工作情况', 'work'),
      makeParagraph([{ text: '开展' }, makeField({ value: '12', unit: '次' }), { text: '。' }]),
    ];
    const id = insert(blocks);
    await reopen();
    const report = store.reports.get(id);
    expect(report.document).toEqual({ schema: SCHEMA_VERSION, blocks });
    expect(report).toMatchObject({ revision: 0, title: '标题', state: 'drafting', emptyFields: 0 });
  });

  it('keeps what was typed over a restart, past snapshots too', async () => {
    const id = insert();
    for (let base = 0; base < 405; base += 1) type(id, base, '甲');
    await reopen();
    const { document, revision } = store.reports.get(id);
    expect(revision).toBe(405);
    expect(document.blocks[1]?.children[0]).toEqual({ text: `${'甲'.repeat(405)}正文` });
  });

  it('applies what an editor really does, ids and all', async () => {
    const id = insert();
    const editor = withDocument(createEditor());
    editor.children = store.reports.get(id).document.blocks;
    Editor.normalize(editor, { force: true });
    const ops: Operation[] = [];
    const { apply } = editor;
    editor.apply = (op) => {
      apply(op);
      if (op.type !== 'set_selection') ops.push(editor.operations.at(-1) ?? op);
    };
    Transforms.select(editor, { path: [1, 0], offset: 1 });
    Transforms.splitNodes(editor);
    Transforms.insertNodes(editor, makeField({ unit: '次' }), {
      at: { path: [1, 0], offset: 1 },
    });
    Transforms.setNodes(editor, { type: 'heading', level: 1 } as object, { at: [2] });
    store.reports.apply({ id, base: 0, batch: 'b', ops });
    await reopen();
    expect(store.reports.get(id).document.blocks).toEqual(editor.children);
    expect(store.reports.get(id).emptyFields).toBe(1);
  });

  it('answers a batch that is sent again as it did at first', async () => {
    const id = insert();
    expect(type(id, 0, '甲')).toEqual({ revision: 1 });
    expect(type(id, 1, '乙')).toEqual({ revision: 2 });
    await reopen();
    expect(type(id, 0, '甲')).toEqual({ revision: 1 });
    expect(store.reports.get(id).revision).toBe(2);
  });

  it('refuses what is based on another revision, whoever saved it', async () => {
    const id = insert();
    const other = await openStore(dataDir, now);
    other.reports.get(id);
    type(id, 0, '甲');
    expect(codeOf(() => other.reports.apply({ id, base: 0, batch: 'x', ops: [] }))).toBe('stale-revision');
    // The other process sees what this one saved, although it holds the report in memory.
    expect(other.reports.get(id)).toMatchObject({ revision: 1 });
    expect(other.reports.get(id).document).toEqual(store.reports.get(id).document);
    await other.close();
  });

  it('changes nothing when operations do not fit or break a rule', () => {
    const id = insert();
    const before = store.reports.get(id);
    const text = { text: 'x' };
    const bad: unknown[] = [
      { type: 'insert_text', path: [9, 0], offset: 0, text: 'x' },
      { type: 'remove_node', path: [7], node: text },
      { type: 'insert_node', path: [2], node: { type: 'script', id: 'q', children: [text] } },
      { type: 'insert_node', path: [2], node: { ...before.document.blocks[1] } },
      { type: 'insert_node', path: [2], node: text },
      { type: 'set_node', path: [1], properties: {}, newProperties: { type: 'title' } },
      { type: 'no_such_thing', path: [1] },
      { type: 'insert_node', path: [2], node: { type: 'annex', id: 'q', children: [{ type: 'annex' }] } },
      {
        type: 'insert_node',
        path: [2],
        node: {
          type: 'table',
          id: 'q',
          children: [{ type: 'table-row', children: [{ type: 'table-cell', colSpan: 9, children: [text] }] }],
        },
      },
    ];
    for (const [index, op] of bad.entries()) {
      const ops = [op as Operation];
      expect(codeOf(() => store.reports.apply({ id, base: 0, batch: `x${index}`, ops }))).toBe(
        'invalid-document',
      );
    }
    expect(store.reports.get(id)).toEqual(before);
    expect(type(id, 0, '好')).toEqual({ revision: 1 });
  });

  it('refuses a value of ten thousand characters', () => {
    const field = makeField({ unit: '次' });
    const id = insert([makeTitle('标题'), makeParagraph([field])]);
    const ops: Operation[] = [
      {
        type: 'set_node',
        path: [1, 1],
        properties: { value: '' },
        newProperties: { value: '9'.repeat(10_000) },
      } as never,
    ];
    expect(codeOf(() => store.reports.apply({ id, base: 0, batch: 'b', ops }))).toBe('too-large');
    expect(store.reports.get(id).revision).toBe(0);
  });

  it('sets and clears variables, and counts with them', () => {
    const field = makeField({ kind: 'person', variable: 'secretary', unit: '书记', unitPlace: 'before' });
    const id = insert([makeTitle('标题'), makeParagraph([field])]);
    expect(store.reports.get(id).emptyFields).toBe(1);
    store.reports.apply({ id, base: 0, batch: 'a', ops: [], variables: { secretary: '林春生' } });
    expect(store.reports.get(id)).toMatchObject({ emptyFields: 0, length: 7 });
    store.reports.apply({ id, base: 1, batch: 'b', ops: [], variables: { secretary: '' } });
    expect(store.reports.get(id).variables).toEqual({ unit: '青禾镇' });
  });

  it('puts a report aside and takes it back', () => {
    const id = insert();
    store.reports.remove(id);
    expect(codeOf(() => store.reports.get(id))).toBe('not-found');
    expect(store.reports.list()).toEqual([]);
    store.reports.restore(id);
    expect(store.reports.list().map((report) => report.id)).toEqual([id]);
    expect(codeOf(() => store.reports.restore('none'))).toBe('not-found');
  });

  it('refuses to store a document that breaks a rule', () => {
    expect(codeOf(() => insert([makeTitle('一'), makeTitle('二')]))).toBe('invalid-document');
    expect(codeOf(() => insert([]))).toBe('invalid-document');
  });
});
