import { toChineseNumber } from '../../shared/text/chinese-number.ts';
import { randomFrom } from '../bench/archive.ts';
import type { Marked } from './markup.ts';

type Section = { slot?: string; names: readonly string[]; sentences: readonly string[] };

/** Headings as units word them, by what they are about; most are in no template. */
const SECTIONS: readonly Section[] = [
  {
    slot: 'study',
    names: [
      '学习宣传贯彻习近平法治思想',
      '强化理论武装，筑牢法治思想根基',
      '坚持学思践悟，深入学习贯彻习近平法治思想',
      '突出思想引领，抓实领导干部学法用法',
    ],
    sentences: [
      '党委理论学习中心组专题学法{7次 c}，领导班子会前学法{22次 c}',
      '邀请专家举办专题讲座{3场 c}，{160名 c}干部参加',
      '把党内法规列入年度学习计划，组织旁听庭审{2次 c}',
      '在文化广场设置宣传栏，更新内容{12期 c}',
    ],
  },
  {
    slot: 'leadership',
    names: [
      '法治建设组织领导',
      '压紧压实法治建设第一责任人职责',
      '加强党的领导，统筹推进法治建设',
      '健全责任体系，强化组织保障',
    ],
    sentences: [
      '党委书记对重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办',
      '召开党委会研究法治议题{5次 c}，将法治建设纳入年度考核',
      '班子成员{11名 c}全部开展述法',
      '首先明确责任分工，再逐级传导压力',
    ],
  },
  {
    slot: 'justice',
    names: ['公正执法司法', '规范行政执法行为', '严格规范公正文明执法', '深化综合行政执法改革，提升执法效能'],
    sentences: [
      '开展行政检查{238宗 c}，行政处罚立案{9宗 c}',
      '投入{35.5万元 m}配齐执法记录仪和车辆',
      '组织执法培训{6场次 c}，{24人 c}取得执法证',
      '落实执法全过程记录制度，公示执法信息{76条 c}',
      '依照《行政处罚法》第三十三条不予处罚{4件 c}',
    ],
  },
  {
    slot: 'society',
    names: [
      '法治社会建设',
      '依法化解社会矛盾纠纷',
      '推进多层次多领域依法治理',
      '优化公共法律服务，夯实基层治理根基',
    ],
    sentences: [
      '排查矛盾纠纷{187件 c}，调解成功率{98.4% p}',
      '开展“法律进乡村”活动{31场 c}，发放宣传品{6200份 c}，覆盖{1.3万人次 c}',
      '接待法律咨询{540余人次 c}，办理援助{18件 c}',
      '建立“一村一法律顾问”制度，实现村村有阵地',
    ],
  },
];

const OWN: readonly Section[] = [
  { names: ['抓实扫黑除恶常态化'], sentences: ['核查线索{6条 c}，开展专项行动{4次 c}'] },
  { names: ['推进数字政府赋能'], sentences: ['上线事项{88项 c}，网上办件{2460件 c}'] },
];

const PROBLEMS = [
  '普法形式不够新颖',
  '执法力量与任务不相匹配',
  '基层法治人才短缺',
  '个别干部法治意识不强',
  '考核结果运用不充分',
];
const PLANS = [
  '深入开展学法用法',
  '持续规范行政执法',
  '加强法治队伍建设',
  '抓好普法责任落实',
  '推动矛盾就地化解',
];
const PROBLEM_NAMES = ['存在的问题', '存在的问题和不足', '存在的主要问题及原因', '面临的困难和不足'];
const PLAN_NAMES = [
  '{next}年工作计划',
  '下一步工作打算',
  '{next}年工作思路',
  '下一步工作安排',
  '{next}年推进法治政府建设的主要安排',
];
const WORK_NAMES = ['{year}年法治建设工作情况', '主要工作开展情况', '主要举措和成效', '工作总结'];
const UNITS = [
  '清溪镇',
  '莲塘镇',
  '南湾街道',
  '石桥乡',
  '永安镇',
  '东岭县',
  '碧水镇',
  '云岭街道',
  '平江县司法局',
];

const MASKS = ['none', 'none', 'stars', 'x', 'X', 'underscore', 'circles', 'someone', 'crosses'] as const;
type Mask = (typeof MASKS)[number];

/** Reports that go through the patterns of the genre one after the other, always the same for the same number. */
export function generated(count: number): Marked[] {
  return Array.from({ length: count }, (_, n) => generate(n));
}

function generate(n: number): Marked {
  const random = randomFrom(1000 + n * 17);
  random();
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const year = 2017 + (n % 9);
  const mask = MASKS[n % MASKS.length] ?? 'none';
  const unit = UNITS[n % UNITS.length] ?? '清溪镇';
  const masksUnit = mask !== 'none';
  const runIn = n % 3 === 1;
  const itemStyle = n % 4;
  const scheme = (['shi', 'shi', 'yao', 'di', 'shouxian', 'qi'] as const)[n % 6] ?? 'shi';
  const after = pick(['', '', '，']);
  const label = labels(n);
  const lines: string[] = [];
  const say = (line: string): void => void lines.push(line);

  const mark = n % 12 === 3 ? '、' : '，';
  const ordinals = (texts: readonly string[]): string[] =>
    texts.map((text, at) => {
      const typed = ordinal(scheme, miscounted(n, scheme, at + 1)).replace('，', mark);
      return `[${typed}]${/^(?:shi|yao)$/.test(scheme) ? after : ''}${text}`;
    });
  /** A body of sentences: as prose, as items in one paragraph, or as items one a paragraph behind a lead-in. */
  const body = (sentences: readonly string[], style: number, head?: string): void => {
    const texts = sentences.map((text) => `${text}。`);
    if (style === 1 && texts.length > 1) {
      const lead = random() < 0.5 ? `${year}年，全面落实各项任务，` : '';
      say(
        head === undefined
          ? `P|${lead}${ordinals(texts).join('')}`
          : `${head}>>${lead}${ordinals(texts).join('')}`,
      );
    } else if (style === 2 && texts.length > 1) {
      say(head === undefined ? 'P|主要做法如下：' : head);
      for (const text of ordinals(texts)) say(`P|${text}`);
    } else say(head === undefined ? `P|${texts.join('')}` : `${head}>>${texts.join('')}`);
  };

  if (n % 11 === 5) say(`D|${unit.slice(0, 1)}政发〔${year + 1}〕${(n % 30) + 1}号`);
  const kind = n % 2 === 0 ? '全面依法治市工作总结和{next}年工作计划' : '法治政府建设年度报告';
  say(`T|${unit}${year}年${kind}`);
  if (n % 7 === 3) say('A|县委全面依法治县委员会办公室：');
  say(
    `P|${year}年，${unit}认真贯彻落实上级决策部署，扎实推进法治建设。现将有关情况${pick(['报告', '总结', '汇报'])}如下：`,
  );

  say(`H1:work|${label(1, 1)}${pick(WORK_NAMES)}${n % 6 === 4 ? '。' : ''}`);
  const sections = [...SECTIONS.filter(() => random() < 0.85), ...(random() < 0.4 ? [pick(OWN)] : [])];
  sections.forEach((section, at) => {
    const own = runIn || n % 6 === 4 ? '。' : '';
    const level = n % 8 === 6 ? 3 : 2;
    const head = `H${level}${section.slot ? `:${section.slot}` : ''}|${label(level, at + 1)}${pick(section.names)}${own}`;
    const some = section.sentences.filter(() => random() < 0.8);
    const texts = some.length > 0 ? some : section.sentences.slice(0, 2);
    if (runIn) body(texts, itemStyle === 3 ? 1 : itemStyle === 2 ? 0 : itemStyle, head);
    else {
      say(head);
      if (n % 9 === 7 && at === 0) {
        say(`H${level + 1}|${label(level + 1, 1)}抓好关键环节`);
        body(texts, 0);
        say(`H${level + 1}|${label(level + 1, 2)}补齐薄弱短板`);
        body(['建立台账清单，逐项对账销号'], 0);
      } else body(texts, itemStyle);
    }
  });
  if (n % 5 === 2) say('B|事项,数量;行政检查,{238宗 c};法治宣传,{31场 c}');
  say(`H1:problems|${label(1, 2)}${pick(PROBLEM_NAMES)}${n % 6 === 4 ? '。' : ''}`);
  body(PROBLEMS.slice(0, 2 + (n % 4)), itemStyle === 0 ? 1 : itemStyle);
  say(`H1:plan|${label(1, 3)}${pick(PLAN_NAMES)}${n % 6 === 4 ? '。' : ''}`);
  if (n % 7 === 5) {
    // The year's themes come back in the plan; they are no sections of the year.
    ['深化理论学习', '规范行政执法', '推进普法依法治理'].forEach((name, at) => {
      say(`H2|${label(2, at + 1)}${name}${runIn ? '。' : ''}`);
      body([PLANS[at] ?? ''], 0);
    });
  } else body(PLANS.slice(0, 2 + (n % 3)), 1);
  if (n % 4 !== 2) {
    say(`U|${unit}${/[镇乡县]$/.test(unit) ? '人民政府' : unit.endsWith('街道') ? '办事处' : ''}`);
    say(`Y|${year + 1}年${1 + (n % 4)}月${5 + (n % 20)}日`);
  }
  const text = lines
    .join('\n')
    .replaceAll('{next}', String(year + 1))
    .replaceAll('{year}', String(year));
  const name = `generated ${n}: ${mask}, ${scheme}, ${runIn ? 'run-in' : 'own lines'}`;
  if (!masksUnit) return { name, year, unit, text };
  return { name, year, text: masked(text, mask, unit) };
}

/** The number that the writer typed: now and then one is left out, or one is there twice. */
function miscounted(n: number, scheme: string, at: number): number {
  if (scheme === 'shouxian') return at;
  if (n % 13 === 6) return at > 1 ? at + 1 : at;
  if (n % 13 === 10) return at > 2 ? at - 1 : at;
  return n % 13 === 12 && at > 1 ? at - 1 : at;
}

function ordinal(scheme: 'shi' | 'yao' | 'di' | 'qi' | 'shouxian', n: number): string {
  const words = ['首先，', '其次，', '再次，'];
  if (scheme === 'shouxian') return words[n - 1] ?? `第${toChineseNumber(n)}，`;
  if (scheme === 'qi') return `其${toChineseNumber(n)}，`;
  if (scheme === 'di') return `第${toChineseNumber(n)}，`;
  return toChineseNumber(n) + (scheme === 'shi' ? '是' : '要');
}

/** Heading labels of one report, in one of the forms that people type. */
function labels(n: number): (level: number, at: number) => string {
  const open = n % 2 === 0 ? '（' : '(';
  const close = n % 2 === 0 ? '）' : ')';
  const point = ['.', '．', '、'][n % 3] ?? '.';
  const space = n % 10 === 8 ? ' ' : '';
  return (level, at) => {
    if (level === 1) return `${toChineseNumber(at)}、${space}`;
    if (level === 2) return `${open}${toChineseNumber(at)}${close}${space}`;
    return level === 3 ? `${at}${point}${space}` : `${open}${at}${close}${space}`;
  };
}

/** The report as it is given out: unit and figures masked in one of the ways that are seen. */
function masked(text: string, mask: Mask, unit: string): string {
  const suffix = /(?:司法局|街道|镇|乡|县)$/.exec(unit)?.[0] ?? '镇';
  const level = suffix === '司法局' ? '县' : suffix;
  const name = {
    stars: '**',
    x: 'xx',
    X: 'XX',
    underscore: '__',
    circles: '○○',
    someone: '某',
    crosses: '××',
    none: '',
  }[mask];
  const figure = (digits: string): string => {
    const width = Math.max(1, digits.replace(/\D/g, '').length);
    const char = {
      stars: '*',
      x: 'x',
      X: 'X',
      underscore: '_',
      circles: '○',
      someone: '',
      crosses: '×',
      none: '',
    }[mask];
    return char === ''
      ? digits
      : char.repeat(mask === 'underscore' || mask === 'circles' ? Math.max(2, width) : width);
  };
  return text
    .split('\n')
    .map((line) => {
      const isTitle = line.startsWith('T|');
      // The name of a title is often taken out without a trace.
      const own = isTitle ? level : `{${name}${level} a}`;
      return line
        .replaceAll(unit, own)
        .replaceAll(
          /\{([\d.,]+(?:万(?!元))?余?)([^ }]+) ([a-z])\}/g,
          (_, value: string, what: string, kind: string) => `{${figure(value)}${what} ${kind}}`,
        );
    })
    .join('\n');
}
