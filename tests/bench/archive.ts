import {
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeTitle,
  padInlines,
} from '../../shared/document/make.ts';
import type { Block, ReportDocument } from '../../shared/document/types.ts';

/** A small generator of numbers that comes out the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const VERBS = '推进 加强 完善 落实 开展 组织 规范 健全 深化 强化 压实 督促 统筹 细化 优化'.split(' ');
const OBJECTS = (
  '法治宣传教育 行政执法监督 矛盾纠纷化解 合法性审查 政务公开 普法责任制 法律顾问工作 人民调解 信访工作 ' +
  '综合治理 网格管理 领导干部学法 规范性文件备案 行政复议应诉 营商环境 公共法律服务 基层治理 平安建设 ' +
  '执法队伍培训 乡村振兴 河道巡查 安全生产 食品安全 劳动保障 土地管理 校园周边整治 集市秩序 护林防火'
).split(' ');
const PLACES = '河口村 青石村 老街社区 镇政府 司法所 文化广场 综治中心 便民大厅 中心小学 农贸市场'.split(' ');
const ENDS = '取得实效 群众满意 责任到人 形成闭环 逐项销号 常态长效 按月通报 纳入考核 台账清楚'.split(' ');

/** A report of about `characters` characters of varied sentences. */
export function archiveReport(seed: number, characters: number, year: number, unit: string): ReportDocument {
  const random = randomFrom(seed * 7919 + year);
  const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)] ?? '';
  const sentence = (): string =>
    `${pick(VERBS)}${pick(OBJECTS)}，在${pick(PLACES)}${pick(VERBS)}${pick(OBJECTS)}${Math.ceil(random() * 300)}次，${pick(ENDS)}。`;
  const blocks: Block[] = [makeTitle(`${unit}${year}年全面依法治市工作总结和${year + 1}年工作计划`)];
  const slots = ['study', 'leadership', 'government', 'justice', 'society'];
  let length = 0;
  for (let n = 0; length < characters; n += 1) {
    const heading = `${pick(VERBS)}${pick(OBJECTS)}`;
    blocks.push(makeHeading(n % 4 === 0 ? 1 : 2, heading, n < slots.length ? slots[n] : undefined));
    for (let p = 0; p < 3 && length < characters; p += 1) {
      const parts = Array.from({ length: 4 }, sentence);
      length += parts.join('').length;
      blocks.push(
        p === 1
          ? makeParagraph(padInlines(parts.flatMap((text) => [makeOrdinal(), { text }])))
          : makeParagraph(parts.join('')),
      );
    }
  }
  return { schema: 1, blocks };
}
