import { EDITIONS, type Edition } from '../../../shared/edition/edition.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { writeFileSafely } from '../write-file.ts';
import { command, done, none, oneOf, usage, type Context, type Output } from './command.ts';
import { undecided } from './export.ts';
import { seriesText } from './series-text.ts';
import { pathOf, withBackend } from './session.ts';
import { exportText } from './text.ts';

export const indicatorsCommand = command({
  help: `  indicators [--key 指标] [--unit 单位] [--edition internal|public] [--out 文件.xlsx]
                                    逐年数据；--out 另存为表格
    [--allow-leftovers]             同上`,
  options: ['key', 'unit', 'edition', 'out', 'allow-leftovers'],
  read: (words, { key, unit, out, 'allow-leftovers': allowLeftovers = false, ...values }) => {
    none('indicators', words);
    if (out !== undefined && !/\.xlsx$/i.test(out)) throw usage('--out 的文件名应以 .xlsx 结尾。');
    // What is only shown here is for whoever is here.
    const edition = oneOf(
      'edition',
      EDITIONS,
      values.edition ?? (out === undefined ? 'internal' : undefined),
    );
    return { key, unit, edition, out, allowLeftovers };
  },
  run: indicators,
});

type WantedFigures = {
  key: string | undefined;
  unit: string | undefined;
  edition: Edition;
  out: string | undefined;
  allowLeftovers: boolean;
};

/** Figures by year; a value that an edition hides is its mask. */
async function indicators(wanted: WantedFigures, { data, call }: Context): Promise<Output> {
  const { key, unit, edition, out, allowLeftovers } = wanted;
  const of = { ...(unit === undefined ? {} : { unit }), edition, allowLeftovers };
  return withBackend(data, async (backend) => {
    const { series, years, leftOut = 0 } = await backend.call('figures.series', of, call);
    const chosen = series.filter((one) => key === undefined || one.key === key);
    if (key !== undefined && chosen.length === 0)
      throw new AppError('not-found', `没有“${key}”这个指标。不带 --key 可以看到全部。`);
    const json = chosen.map(({ key: name, label, unit: inUnit, points, changes, warnings }) => ({
      key: name,
      label,
      unit: inUnit,
      values: points.map(({ year, value, text }) => ({ year, value: value ?? text })),
      changes: changes.filter(({ change }) => change !== null),
      warnings,
    }));
    const complaints = leftOut > 0 ? [`另有 ${leftOut} 项在公开版里全部隐去，没有列出。`] : [];
    if (out === undefined) return { ...done(json, seriesText(chosen, years)), complaints };
    const made = await backend.call('figures.export', of, call);
    const bytes = Buffer.from(made.bytes, 'base64');
    const file = pathOf(out);
    await writeFileSafely(file, bytes);
    const result = { file, bytes: bytes.length, pages: null, substitutedFonts: {} };
    return { ...done(result, exportText(result)), complaints };
  }).catch(undecided);
}
