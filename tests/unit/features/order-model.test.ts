import { describe, expect, it } from 'vitest';

import {
  isSameOrder,
  mayMove,
  troubleOf,
  withMove,
  withoutStep,
  withStep,
  withWho,
  type Order,
} from '../../../renderer/features/signoff/order-model.ts';

const SIGN = { kind: 'sign', who: '' } as const;
const FINANCE = { kind: 'countersign', who: '财政所' } as const;
const JUSTICE = { kind: 'countersign', who: '司法所' } as const;

describe('the order of an approval', () => {
  it('takes each step in behind those of its kind and of the kinds before it', () => {
    let order: Order = [SIGN];
    for (const kind of ['countersign', 'draft', 'check', 'countersign'] as const) {
      const { steps, at } = withStep(order, kind);
      expect(steps[at]).toEqual({ kind, who: '' });
      order = withWho(steps, at, `第${steps.length}步`);
    }
    expect(order.map(({ kind }) => kind)).toEqual(['draft', 'check', 'countersign', 'countersign', 'sign']);
    expect(troubleOf(order)).toBeNull();
  });

  it('lets only steps of one kind change places', () => {
    const order: Order = [FINANCE, JUSTICE, SIGN];
    expect(withMove(order, 0, 1)).toEqual([JUSTICE, FINANCE, SIGN]);
    expect([mayMove(order, 0, 1), mayMove(order, 1, 1), mayMove(order, 0, -1)]).toEqual([true, false, false]);
    expect(withMove(order, 0, -1)).toBe(order);
    expect(withMove(order, 2, 1)).toBe(order);
    expect(troubleOf(withMove(order, 1, 1))).toBe('顺序是拟稿、核稿、会签、签发');
  });

  it('says in the setting’s words what it does not take', () => {
    expect(troubleOf([FINANCE])).toBe('要有一步签发，也只能有一步');
    // Blanks at the ends are not kept, and tell nobody apart.
    expect(troubleOf([FINANCE, { ...FINANCE, who: '财政所 ' }, SIGN])).toBe(
      '同一类的两步要写明是谁，才分得开',
    );
    expect(troubleOf(withoutStep([FINANCE, SIGN], 1))).not.toBeNull();
  });

  it('is another one where a step, its place or its name is another', () => {
    const order: Order = [FINANCE, SIGN];
    expect(isSameOrder(order, [{ ...FINANCE }, { ...SIGN }])).toBe(true);
    expect(isSameOrder(order, [SIGN])).toBe(false);
    expect(isSameOrder(order, withWho(order, 1, '镇长'))).toBe(false);
    expect(isSameOrder([FINANCE, JUSTICE], [JUSTICE, FINANCE])).toBe(false);
  });
});
