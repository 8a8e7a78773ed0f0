import type { ReportDetail, ReportSummary } from '../../../shared/contract/methods.ts';
import { outlineOf } from '../../../shared/structure/outline.ts';
import type { Outline } from '../../../shared/structure/outline-types.ts';
import { command, done, none, readYear, single, usage, type Context, type Output } from './command.ts';
import { withBackend } from './session.ts';
import { blocksText, countsLine, listText } from './text.ts';

export const listCommand = command({
  help: `  list                              列出已入库的报告`,
  options: [],
  read: (words) => {
    none('list', words);
    return null;
  },
  run: listReports,
});

export const showCommand = command({
  help: `  show 编号                         显示一份报告`,
  options: [],
  read: (words) => single('show', '报告编号', words),
  run: showReport,
});

export const newCommand = command({
  help: `  new --template 模板 --year 年度 --unit 单位 [--from 编号]
                                    新建报告；--from 以往年报告为底稿`,
  options: ['template', 'year', 'unit', 'from'],
  read: (words, { template, year, unit, from }) => {
    none('new', words);
    if (year === undefined) throw usage('缺少 --year（年度）。');
    // A report that is rolled over brings its template and its unit along.
    if (from === undefined && template === undefined) throw usage('缺少 --template（模板）。');
    if (from === undefined && unit === undefined) throw usage('缺少 --unit（单位）。');
    return { template, year: readYear(year), unit, from };
  },
  run: createReport,
});

export const demoCommand = command({
  help: `  demo                              载入演示数据`,
  options: [],
  read: (words) => {
    none('demo', words);
    return null;
  },
  run: loadDemo,
});

async function listReports(_: null, { data, call }: Context): Promise<Output<ReportSummary[]>> {
  const reports = await withBackend(data, (backend) => backend.call('report.list', {}, call));
  return done(reports, listText(reports));
}

type ShownJson = Omit<ReportDetail, 'document'> & Pick<Outline, 'counts' | 'blocks'>;

async function showReport(id: string, { data, call }: Context): Promise<Output<ShownJson>> {
  const { document, variables, ...report } = await withBackend(data, (backend) =>
    backend.call('report.open', { id }, call),
  );
  const { counts, blocks } = outlineOf(document, variables);
  return done(
    { ...report, variables, counts, blocks },
    [blocksText(blocks), '', `${report.year} 年 · ${report.unit} · ${countsLine(counts)}`].join('\n'),
  );
}

type Wanted = {
  template: string | undefined;
  year: number;
  unit: string | undefined;
  from: string | undefined;
};

async function createReport(
  { template, year, unit, from }: Wanted,
  { data, call }: Context,
): Promise<Output<{ id: string }>> {
  const { id } = await withBackend(data, async (backend) => {
    const base = from === undefined ? null : await backend.call('report.open', { id: from }, call);
    return backend.call(
      'report.create',
      {
        template: template ?? base?.template ?? '',
        unit: unit ?? base?.unit ?? '',
        year,
        ...(from === undefined ? {} : { from }),
      },
      call,
    );
  });
  return done({ id }, `已新建：${id}`);
}

async function loadDemo(_: null, { data, call }: Context): Promise<Output<{ ids: string[] }>> {
  const result = await withBackend(data, (backend) => backend.call('demo.load', {}, call));
  return done(result, `已载入演示数据：${result.ids.length} 份报告。用 list 查看。`);
}
