import { templateSchema, type Template } from '../../../shared/template/schema.ts';

/** A small template of an invented kind of report. */
export const TEMPLATE: Template = templateSchema.parse({
  id: 'small',
  name: '工作总结',
  title: '{unit}{year}年工作总结和{nextYear}年计划',
  variables: [
    { key: 'unit', label: '单位名称', kind: 'place', unit: '镇' },
    { key: 'secretary', label: '党委书记', kind: 'person', unit: '书记', unitPlace: 'before' },
  ],
  slots: [
    { key: 'introduction', heading: '', level: 0, required: true, style: 'prose', lead: '{unit}报告如下：' },
    { key: 'work', heading: '{year}年工作情况', level: 1, required: true, style: 'parent' },
    { key: 'study', heading: '学习', level: 2, required: true, style: 'items', minItems: 3 },
    { key: 'plan', heading: '{nextYear}年计划', level: 1, required: true, style: 'prose' },
  ],
});
