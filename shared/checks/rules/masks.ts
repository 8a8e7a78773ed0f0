import { fieldKind } from '../../document/field-kinds.ts';
import { maskSpans } from '../../structure/masks.ts';
import { HAN } from '../chars.ts';
import { perView } from '../per-view.ts';
import type { BlockRule, BlockView, FieldSpan, ReportHit, ReportRule } from '../types.ts';

/** What could begin a mask; most paragraphs hold none. */
const MAYBE = /[*＊xX×✕╳○〇●□■_＿某]/;

/** Masks that were typed into the text: no field holds them. */
const typedMasks = perView((view: BlockView) => {
  if (!MAYBE.test(view.text)) return [];
  const { text, fields } = view;
  return maskSpans(text).filter(
    ({ from, to }) =>
      !fields.some((field) => field.from < to && from < field.to) &&
      // 3×5米 is a product.
      !/\d[×✕╳]/.test(text.slice(Math.max(0, from - 1), to)),
  );
});

/** Fields that show nothing but the mask they were imported with. */
const maskedFields = perView((view: BlockView): FieldSpan[] =>
  view.fields.filter(({ field, value }) => value === '' && field.mask !== undefined),
);

const STYLES: readonly (readonly [string, RegExp])[] = [
  ['*', /^[*＊]+$/],
  ['x', /^[xX×✕╳]+$/],
  ['○', /^[○〇●]+$/],
  ['□', /^[□■]+$/],
  ['_', /^[_＿]+$/],
  ['某', /^某+$/],
];
const styleOf = (mask: string): string => STYLES.find(([, form]) => form.test(mask))?.[0] ?? '';

/** Mask characters outside a field, or several mask styles */
export const looseMasks: ReportRule = {
  id: 'loose-mask',
  no: 52,
  name: '遮盖符号',
  severity: 'warning',
  source: '《政府信息公开条例》',
  example: ['参训**人次、处罚xx件', '都用字段，遮盖由公开版统一生成'],
  scope: 'report',
  run: (views) => {
    const hits: ReportHit[] = [];
    const styles = new Map<string, { view: BlockView; from: number; to: number }[]>();
    const note = (mask: string, place: { view: BlockView; from: number; to: number }): void => {
      const style = styleOf(mask);
      if (style) styles.set(style, [...(styles.get(style) ?? []), place]);
    };
    for (const view of views) {
      for (const { from, to, field } of typedMasks(view)) {
        hits.push({
          view,
          from,
          to,
          message: '遮盖符号直接打在了正文里。改成字段，填真实内容，公开版会自动遮盖。',
        });
        note(field.mask ?? '', { view, from, to });
      }
      for (const { from, to, field } of maskedFields(view)) note(field.mask ?? '', { view, from, to });
    }
    if (styles.size > 1) {
      const [[usual] = [''], ...rest] = [...styles].sort(([, a], [, b]) => b.length - a.length);
      for (const [style, places] of rest) {
        const [first] = places;
        if (!first) continue;
        hits.push({
          ...first,
          message: `遮盖符号不统一：多数用“${usual}”，这里用“${style}”。`,
          severity: 'hint',
          key: `style|${style}`,
        });
      }
    }
    return hits;
  },
};

/** A mask that shows the number of digits */
export const tellingMask: ReportRule = {
  id: 'telling-mask',
  no: 53,
  name: '遮盖符号看得出位数',
  severity: 'hint',
  source: '《政府信息公开条例》',
  example: ['*次、**次、***宗', '统一为**次、**宗'],
  scope: 'report',
  run: (views) => {
    // Most blocks hold none: no list is made for them.
    const masks = views
      .filter((view) => maskedFields(view).length > 0)
      .flatMap((view) =>
        maskedFields(view)
          .filter(({ field }) => fieldKind(field.kind).amount && field.mask?.startsWith('*'))
          .map((span) => ({ view, span, width: span.field.mask?.length ?? 0 })),
      );
    const widths = new Set(masks.map(({ width }) => width));
    const widest = Math.max(0, ...widths);
    const found = masks.find(({ width }) => width === widest);
    if (widths.size < 2 || !found) return [];
    const shown = [...widths].sort((a, b) => a - b).map((width) => '*'.repeat(width));
    return [
      {
        view: found.view,
        from: found.span.from,
        to: found.span.to,
        message: `遮盖符号有长有短（${shown.join('、')}），看得出数字的位数。公开版可改用统一宽度。`,
        key: 'widths',
      },
    ];
  },
};

/** A public fact that is masked: the years of a public document. */
export const maskedPublic: BlockRule = {
  id: 'masked-public-fact',
  no: 55,
  name: '遮盖了公开内容',
  severity: 'hint',
  source: '《政府信息公开条例》',
  example: ['《法治政府建设实施纲要（****-****年）》', '《法治政府建设实施纲要（2021—2025年）》'],
  scope: 'block',
  run: ({ text }, { lists, year }) => {
    if (!MAYBE.test(text) || !text.includes('《')) return [];
    return Array.from(text.matchAll(/《([^《》（）]+)（([^（）]*[*＊xX×○]{2,}[^（）]*)）》/g)).map(
      (match) => {
        const name = match[1] ?? '';
        const years = lists.documents.find((one) => one.name === name)?.years ?? [];
        const current = years.filter((span) => year === null || coversYear(span, year));
        const from = match.index + 1 + name.length + 1;
        const right = current.length === 1 ? current[0] : undefined;
        return {
          from,
          to: from + (match[2] ?? '').length,
          message: '公开文件的名称和年份不用遮盖。',
          ...(right === undefined ? {} : { suggestion: right }),
        };
      },
    );
  },
};

function coversYear(span: string, year: number): boolean {
  const [from, to] = span.match(/\d{4}/g)?.map(Number) ?? [];
  return from !== undefined && to !== undefined && from <= year && year <= to;
}

const BARE = new RegExp(
  `^(镇|乡|街道|县|区|市|局)(?:20\\d\\d年|[*＊xX]{2,4}年|关于|[${HAN}]{0,4}(?:20\\d\\d年))`,
);

/** A title that begins with a bare 镇: the name was deleted without a trace. */
export const bareUnit: BlockRule = {
  id: 'bare-unit-name',
  no: null,
  name: '标题缺单位名称',
  severity: 'warning',
  source: 'GB/T 9704-2012',
  example: ['镇2025年全面依法治市工作总结', '青禾镇2025年全面依法治市工作总结'],
  scope: 'block',
  run: (view, { unit }) => {
    const match = view.type === 'title' ? BARE.exec(view.text) : null;
    const suffix = match?.[1] ?? '';
    if (!match || view.fields.some((field) => field.from < suffix.length)) return [];
    return [
      {
        from: 0,
        to: suffix.length,
        message: `标题以“${suffix}”开头，少了单位名称。`,
        ...(unit.endsWith(suffix) && unit.length > suffix.length ? { suggestion: unit } : {}),
      },
    ];
  },
};
