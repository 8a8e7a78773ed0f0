import type { Change } from './collect.ts';

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);

/**
 * What a change does, in a phrase: 增加“认真” · 删去“等” · “125”改为“130” · 移动“…” · 格式由“正文”改为“二级标题”.
 * @param most characters of either side
 */
export function changeWords({ kind, removed, added }: Change, most = Number.POSITIVE_INFINITY): string {
  const [before, after] = [cut(removed, most), cut(added, most)];
  switch (kind) {
    case 'insert':
      return `增加“${after}”`;
    case 'delete':
      return `删去“${before}”`;
    case 'replace':
      return `“${before}”改为“${after}”`;
    case 'move':
      return `移动“${after || before}”`;
    case 'format':
      return `格式由“${before || '无'}”改为“${after || '无'}”`;
  }
}
