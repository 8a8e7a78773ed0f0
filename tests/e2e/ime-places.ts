import { EMPTY, GAP, HEADING, ITEMS, LAST, LEAD, MARKED, NEXT, PAIR, TABLE, TITLE } from './ime-report.ts';

/**
 * Where an input method writes 你好: the block, where the caret is put, what the block reads like afterwards. The ones
 * marked `real` are tried with a real input method too.
 */
type Place = readonly [name: string, block: number, before: string, after: string];

const ALL: readonly (readonly [...Place, real?: 'real'])[] = [
  ['at the start of a paragraph', LEAD, '|全镇上下齐心协力。', '你好|全镇上下齐心协力。', 'real'],
  ['in the middle of a paragraph', LEAD, '全镇上下|齐心协力。', '全镇上下你好|齐心协力。', 'real'],
  ['at the end of a paragraph', LEAD, '全镇上下齐心协力。|', '全镇上下齐心协力。你好|', 'real'],
  ['in an empty paragraph', EMPTY, '|', '你好|', 'real'],
  [
    'right before an ordinal',
    ITEMS,
    `坚持依法办事，|一是完善制度3项。二是加强宣传，开展活动${GAP}场`,
    `坚持依法办事，你好|一是完善制度3项。二是加强宣传，开展活动${GAP}场`,
    'real',
  ],
  [
    'right behind an ordinal (slate 3490)',
    ITEMS,
    `坚持依法办事，一是|完善制度3项。二是加强宣传，开展活动${GAP}场`,
    `坚持依法办事，一是你好|完善制度3项。二是加强宣传，开展活动${GAP}场`,
    'real',
  ],
  [
    'right before a field',
    ITEMS,
    `坚持依法办事，一是完善制度|3项。二是加强宣传，开展活动${GAP}场`,
    `坚持依法办事，一是完善制度你好|3项。二是加强宣传，开展活动${GAP}场`,
  ],
  [
    'right behind a field (slate 4074)',
    ITEMS,
    `坚持依法办事，一是完善制度3项|。二是加强宣传，开展活动${GAP}场`,
    `坚持依法办事，一是完善制度3项你好|。二是加强宣传，开展活动${GAP}场`,
    'real',
  ],
  [
    'behind a field that ends the block (slate 5375)',
    ITEMS,
    `坚持依法办事，一是完善制度3项。二是加强宣传，开展活动${GAP}场|`,
    `坚持依法办事，一是完善制度3项。二是加强宣传，开展活动${GAP}场你好|`,
    'real',
  ],
  ['before a field that begins the block', PAIR, '|12次30人', '你好|12次30人', 'real'],
  ['between two fields', PAIR, '12次|30人', '12次你好|30人', 'real'],
  ['behind the second of two fields', PAIR, '12次30人|', '12次30人你好|'],
  ['before an ordinal that begins the block', NEXT, '|三是抓好培训。', '你好|三是抓好培训。'],
  ['behind an ordinal that begins the block', NEXT, '三是|抓好培训。', '三是你好|抓好培训。', 'real'],
  ['in the title', TITLE, '青禾镇2026年|工作总结', '青禾镇2026年你好|工作总结', 'real'],
  ['at the end of the title', TITLE, '青禾镇2026年工作总结|', '青禾镇2026年工作总结你好|'],
  ['at the start of a heading', HEADING, '|工作情况', '你好|工作情况', 'real'],
  ['at the end of a heading', HEADING, '工作情况|', '工作情况你好|'],
  ['in a signature', LAST, '青禾镇|人民政府', '青禾镇你好|人民政府'],
  ['in a cell with text', TABLE, '指标|', '指标你好|'],
  [
    'within commented text',
    MARKED,
    '原文有批|注的话新增的话删去的话结尾。',
    '原文有批你好|注的话新增的话删去的话结尾。',
    'real',
  ],
  [
    'at the start of commented text',
    MARKED,
    '原文|有批注的话新增的话删去的话结尾。',
    '原文你好|有批注的话新增的话删去的话结尾。',
  ],
  [
    'at the end of commented text',
    MARKED,
    '原文有批注的话|新增的话删去的话结尾。',
    '原文有批注的话你好|新增的话删去的话结尾。',
  ],
  [
    'within inserted text',
    MARKED,
    '原文有批注的话新增|的话删去的话结尾。',
    '原文有批注的话新增你好|的话删去的话结尾。',
  ],
  [
    'at the end of the block behind marks',
    MARKED,
    '原文有批注的话新增的话删去的话结尾。|',
    '原文有批注的话新增的话删去的话结尾。你好|',
  ],
];

const placeOf = ([name, block, before, after]: (typeof ALL)[number]): Place => [name, block, before, after];

export const PLACES: readonly Place[] = ALL.map(placeOf);
export const REAL_PLACES: readonly Place[] = ALL.filter((one) => one[4]).map(placeOf);
