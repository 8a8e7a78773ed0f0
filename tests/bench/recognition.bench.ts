import { fileURLToPath } from 'node:url';

import { corpus } from '../corpus/corpus.ts';
import { MEASURES, scoreOf } from '../corpus/score.ts';
import type { Bench } from './run.ts';

const NAMES = { headings: '标题', items: '事项', fields: '字段', slots: '章节' };
const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** How well reports are recognised: against their true structure, of the whole corpus. */
export const bench: Bench = {
  name: '识别：语料上的准确率和召回率',
  run: () => {
    const reports = corpus();
    const scores = scoreOf(reports, fileURLToPath(new URL('../../resources', import.meta.url)));
    for (const measure of MEASURES) {
      const { precision, recall, wrong, missed } = scores[measure];
      process.stdout.write(
        `${NAMES[measure]}：准确率 ${percent(precision)}，召回率 ${percent(recall)}（误认 ${wrong.length}，漏认 ${missed.length}）\n`,
      );
      if (process.env['VERBOSE'])
        process.stdout.write(
          [...wrong.map((key) => `  + ${key}`), ...missed.map((key) => `  - ${key}`), ''].join('\n'),
        );
    }
    process.stdout.write(
      `年度 ${percent(scores.years)}，单位 ${percent(scores.units)}，${reports.length} 份报告，存疑 ${scores.doubts} 处\n`,
    );
    return Promise.resolve();
  },
};
