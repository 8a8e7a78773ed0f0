import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';

import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import type { HeadingLevel } from '../../../shared/document/types.ts';
import { matchSlots, sameSection } from '../../../shared/structure/slots.ts';

const templates = loadTemplates(fileURLToPath(new URL('../../../resources', import.meta.url)));
const template = [...templates.values()][0];

const headings = (...texts: [HeadingLevel, string][]) => texts.map(([level, text]) => ({ level, text }));
const past = headings(
  [1, '主要工作开展情况'],
  [2, '强化理论武装，筑牢思想根基'],
  [2, '健全责任体系，强化组织保障'],
  [1, '面临的困难和不足'],
  [1, '2024年工作思路'],
  [2, '深入学习贯彻习近平法治思想'],
);

describe('sections by what their headings mean', () => {
  it('fills slots whatever the words, and none under a plan', () => {
    if (!template) throw new Error('no template');
    expect(matchSlots(past, template).map((match) => match?.slot ?? null)).toEqual([
      'work',
      'study',
      'leadership',
      'problems',
      'plan',
      null,
    ]);
  });

  it.each([
    [{ slot: 'study' }, 1],
    [{ heading: '法治建设组织领导' }, 2],
    [{ heading: '存在的问题' }, 3],
    [{ heading: '下一步工作打算' }, 4],
    [{ heading: '主要工作开展情况' }, 0],
    [{ heading: '河道清理' }, -1],
  ])('finds the same section of another year: %o', (wanted, at) => {
    expect(sameSection(wanted, past, template)).toBe(at);
  });
});
