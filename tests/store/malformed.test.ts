import type { Operation } from 'slate';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { openStore } from '../../electron/backend/store/store.ts';
import type { Store } from '../../electron/backend/store/types.ts';
import { makeField, makeHeading, makeParagraph, makeTitle } from '../../shared/document/make.ts';
import { tempFolder } from './folder.ts';

const now = (): Date => new Date('2025-12-01T02:03:04Z');

const set = (path: number[], newProperties: object): Operation => ({
  type: 'set_node',
  path,
  properties: {},
  newProperties,
});

describe('nodes that no part of the program could read', () => {
  let store: Store;
  let id: string;

  beforeEach(async () => {
    store = await openStore(tempFolder(), now);
    const field = makeField({ value: '12', unit: '次' });
    const blocks = [
      makeTitle('青禾镇总结'),
      makeHeading(1, '工作情况'),
      makeParagraph([{ text: '' }, field, { text: '' }]),
    ];
    id = store.reports.insert({
      template: 'work-summary',
      year: 2025,
      unit: '青禾镇',
      document: { schema: 1, blocks },
      variables: {},
    });
  });
  afterEach(() => store.close());

  it.each<[string, Operation]>([
    ['computed: 5', set([2, 1], { computed: 5 })],
    ['typedNumber: 5', set([1], { typedNumber: 5 })],
    ['value: null', set([2, 1], { value: { toString: 1 } })],
    ['kind: __proto__', set([2, 1], { kind: '__proto__' })],
    ['an unknown property', set([2], { style: 'x' })],
    ['a paragraph in a paragraph', { type: 'insert_node', path: [2, 1], node: makeParagraph('内') }],
    [
      'a block of no type',
      { type: 'insert_node', path: [0], node: { id: 'x', children: [] } } as unknown as Operation,
    ],
  ])('are refused at the door: %s', (_name, op) => {
    expect(() => store.reports.apply({ id, base: 0, batch: 'b', ops: [op] })).toThrow('没有保存');
    expect(store.reports.get(id).revision).toBe(0);
    // What is typed afterwards is saved.
    const typed: Operation = { type: 'insert_text', path: [1, 0], offset: 0, text: '主要' };
    expect(store.reports.apply({ id, base: 0, batch: 'c', ops: [typed] })).toEqual({ revision: 1 });
  });
});
