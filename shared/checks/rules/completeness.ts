import type { Template } from '../../template/schema.ts';
import { SLOT_STYLES } from '../../template/slot-styles.ts';
import {
  firstOf,
  isEmptySection,
  itemsIn,
  saysIn,
  sectionsOf,
  wordsOfReport,
  wordsOfSection,
  type Section,
} from '../sections.ts';
import { ownStretches } from '../stretches.ts';
import type { BlockView, CheckContext, ReportHit, ReportRule } from '../types.ts';

const source = '模板；《法治政府建设与责任落实督察工作规定》';

/** Below this share of the template's headings, a report has an outline of its own. */
const OWN_OUTLINE = 0.6;

/** The whole of a block, for what is wrong with its section. */
const at = (view: BlockView) => ({
  view,
  from: 0,
  to: Math.min(view.text.length, 60),
  whole: true as const,
});

const headingOf = (section: Section): string => (section.heading ? `“${section.heading.text}”` : '引言');

/** Where a finding about a section stands: at its heading, else at its first block. */
const placeOf = (section: Section, views: readonly BlockView[]): BlockView | undefined =>
  section.heading ?? firstOf(section) ?? views[0];

/** Whether the report follows its template, so that what is missing may be said. */
export function followsTemplate(
  views: readonly BlockView[],
  template: Template | null,
): template is Template {
  if (!template) return false;
  const needed = template.slots.filter((slot) => slot.required && slot.level > 0);
  const there = slotsThere(views, template);
  const found = needed.filter((slot) => there.has(slot.key)).length;
  return needed.length > 0 && found / needed.length >= OWN_OUTLINE;
}

/**
 * The slots that a heading of the template's own level fills. One of another level only happens to read alike: an
 * outline of its own has it as a point of something else.
 */
function slotsThere(views: readonly BlockView[], template: Template): Set<string> {
  const levels = new Map(template.slots.map((slot) => [slot.key, slot.level]));
  return new Set(
    ownStretches(views).flatMap(({ heading }) =>
      heading?.slot !== undefined && levels.get(heading.slot) === heading.level ? [heading.slot] : [],
    ),
  );
}

/** Required slot missing or empty; items fewer than the template asks for */
export const requiredSlots: ReportRule = {
  id: 'required-content',
  no: 38,
  name: '必写内容缺失',
  severity: 'error',
  source,
  example: ['（没有“存在问题”一节）', '补上这一节'],
  scope: 'report',
  run: (views, { template }) => {
    if (!template) return [];
    const hits: ReportHit[] = [];
    const sections = sectionsOf(views, template);
    const follows = followsTemplate(views, template);
    if (follows) hits.push(...missingSlots(views, template));
    for (const section of sections) {
      const { slot } = section;
      const place = placeOf(section, views);
      if (!slot || !place || !follows || (section.heading && section.heading.level !== slot.level)) continue;
      if (slot.required && SLOT_STYLES[slot.style].body && !section.parent && isEmptySection(section)) {
        const message = `${headingOf(section)}还没有写。`;
        hits.push({ ...at(place), message, key: `empty|${slot.key}` });
        continue;
      }
      const items = itemsIn(section);
      if (SLOT_STYLES[slot.style].items && items < slot.minItems) {
        const message = `${headingOf(section)}要求至少${slot.minItems}条要点，现在${items > 0 ? `只有${items}条` : '没有分条'}。`;
        hits.push({ ...at(place), message, severity: 'warning', key: `items|${slot.key}` });
      }
    }
    return hits;
  },
};

function missingSlots(views: readonly BlockView[], template: Template): ReportHit[] {
  const there = slotsThere(views, template);
  const hits: ReportHit[] = [];
  template.slots.forEach((slot, index) => {
    if (!slot.required || slot.level === 0 || there.has(slot.key)) return;
    // At the heading before which it should stand, else at the end of the text.
    const later = new Set(template.slots.slice(index + 1).map(({ key }) => key));
    const next = views.find((view) => view.slot !== undefined && later.has(view.slot));
    const last = ownStretches(views).findLast(({ signature }) => !signature);
    const place = next ?? last?.views.at(-1) ?? views[0];
    if (!place) return;
    const name = slot.heading.replaceAll(/\{[^}]+\}年?/g, '');
    hits.push({
      view: place,
      from: 0,
      to: 0,
      whole: true,
      message: `缺少“${name}”一节。`,
      key: `missing|${slot.key}`,
    });
  });
  return hits;
}

const CAUSE =
  /原因|由于|因为|是因|根源|源于|缘于|归因|致使|导致|造成|受.{1,20}(?:影响|制约|限制)|主要是.{2,30}(?:所致|不足|不够|不强|不高|较弱|滞后|欠缺)/;
const DUTY = /亲自部署|亲自过问|亲自协调|亲自督办/;

const find = (sections: readonly Section[], key: string, heading: RegExp): Section | undefined =>
  sections.find((section) => section.heading?.slot === key) ??
  sections.find((section) => section.heading && !section.parent && heading.test(section.heading.text));

/** Causes of the shortcomings, the first person's duty; more problems than measures */
export const requiredWords: ReportRule = {
  id: 'causes-and-duty',
  no: 38,
  name: '问题的原因、第一责任人职责、措施与问题对应',
  severity: 'warning',
  source,
  example: ['只写问题，不写原因', '写明不足和原因'],
  scope: 'report',
  run: (views, { template }) => {
    const hits: ReportHit[] = [];
    const sections = sectionsOf(views, template);
    const problems = find(sections, 'problems', /问题|不足/);
    const plan = find(sections, 'plan', /计划|安排|打算|思路|下一步/);
    if (problems?.heading && !isEmptySection(problems) && !saysIn(problems, CAUSE)) {
      const asked = /原因/.test(problems.slot?.heading ?? problems.heading.text);
      hits.push({
        ...at(problems.heading),
        message: asked
          ? '只写了不足，没有写原因。年度报告要写明不足和原因。'
          : '只写了问题，没有写原因；写明原因，措施才有针对性。',
        severity: asked ? 'warning' : 'hint',
        key: 'causes',
      });
    }
    const duty = sections.find(({ slot }) => slot !== null && /第一责任人/.test(slot.heading));
    if (duty?.heading && !isEmptySection(duty) && !saysIn(duty, DUTY)) {
      hits.push({
        ...at(duty.heading),
        message: '没有写到亲自部署、亲自过问、亲自协调、亲自督办中的任何一项。',
        key: 'duty',
      });
    }
    if (problems && plan?.heading) {
      const asked = itemsIn(problems);
      const answered = itemsIn(plan);
      if (asked > answered && answered > 0) {
        hits.push({
          ...at(plan.heading),
          message: `问题有${asked}条，措施只有${answered}条，请核对是否都有对应。`,
          severity: 'hint',
          key: 'measures',
        });
      }
    }
    return hits;
  },
};

/** Fields that nobody has filled in */
export const emptyFields: ReportRule = {
  id: 'empty-field',
  no: null,
  name: '数据未填',
  severity: 'error',
  source: '数据核对通例',
  example: ['全年调解纠纷（空）件', '全年调解纠纷218件'],
  scope: 'report',
  run: (views) => {
    const hits: ReportHit[] = [];
    let masked: ReportHit | null = null;
    let count = 0;
    for (const view of views) {
      for (const { from, to, field, value } of view.fields) {
        if (value !== '') continue;
        if (field.mask !== undefined) {
          count += 1;
          masked ??= {
            view,
            from,
            to,
            message: '',
            severity: 'hint',
            field: field.id,
            key: 'masked',
          };
          continue;
        }
        hits.push({
          view,
          from,
          to,
          message: `“${field.label || '数据'}”还没有填。`,
          // The date of issue is filled in last of all.
          ...(view.type === 'signature' ? { severity: 'warning' as const } : {}),
          field: field.id,
          key: `field|${field.id}`,
        });
      }
    }
    if (masked) hits.push({ ...masked, message: `全文有${count}处只有遮盖符号，没有真实数据。` });
    return hits;
  },
};

/** Unit and date at the end, where the template asks for them */
export const signatureThere: ReportRule = {
  id: 'signature-missing',
  no: null,
  name: '没有落款',
  severity: 'hint',
  source: 'GB/T 9704-2012',
  example: ['（没有单位和日期）', '青禾镇人民政府 2026年1月15日'],
  scope: 'report',
  run: (views, { template }) => {
    const last = ownStretches(views).at(-1)?.views.at(-1) ?? views.at(-1);
    if (!template?.signature || !last || views.some((view) => view.type === 'signature')) return [];
    return [
      { view: last, from: 0, to: 0, whole: true, message: '文末没有落款（单位和日期）。', key: 'signature' },
    ];
  },
};

function limitOf({ template, lists }: CheckContext): number | null {
  return lists.maxLength ?? template?.maxLength ?? null;
}

/** Length over the unit's limit; a section far over what the template suggests */
export const length: ReportRule = {
  id: 'length',
  no: 39,
  name: '篇幅超限',
  severity: 'hint',
  source: '中央整治形式主义为基层减负有关规定；模板',
  example: ['全文6200字', '控制在5000字以内'],
  scope: 'report',
  run: (views, context) => {
    const hits: ReportHit[] = [];
    const limit = limitOf(context);
    const words = wordsOfReport(views);
    const [first] = views;
    if (first && limit !== null && words > limit) {
      const whole = views.some(({ type }) => type === 'annex') ? '正文（不计附件）' : '全文';
      const message = `${whole}约${words}字，超过${limit}字的要求。`;
      hits.push({ view: first, from: 0, to: 0, whole: true, message, key: 'report' });
    }
    const follows = followsTemplate(views, context.template);
    for (const section of follows ? sectionsOf(views, context.template) : []) {
      const range = section.slot?.length;
      const place = placeOf(section, views);
      if (!range || !place || section.parent || isEmptySection(section)) continue;
      const own = wordsOfSection(section);
      const key = `section|${section.slot?.key ?? ''}`;
      if (own > range[1] * 1.5)
        hits.push({ ...at(place), message: `${headingOf(section)}${own}字，建议不超过${range[1]}字。`, key });
      else if (own < range[0] / 3)
        hits.push({
          ...at(place),
          message: `${headingOf(section)}只有${own}字，建议不少于${range[0]}字。`,
          key,
        });
    }
    return hits;
  },
};
