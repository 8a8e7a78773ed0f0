import { EDITIONS, type Edition } from '../../../shared/edition/edition.ts';
import {
  COMPARISON_FORMATS,
  formatOfName,
  showsComparison,
  type ComparisonFormat,
} from '../../../shared/contract/formats.ts';
import { writeFileSafely } from '../write-file.ts';
import { command, done, oneOf, usage, type Context, type Output } from './command.ts';
import { compareJson, compareText } from './compare-text.ts';
import { undecided } from './export.ts';
import { pathOf, withBackend } from './session.ts';
import { exportText } from './text.ts';

export const compareCommand = command({
  help: `  compare 编号 编号 [--edition internal|public] [--out 文件]
                                    对比两份报告；--out 另存为 .docx（修订）或 .pdf
    [--allow-leftovers]             同上`,
  options: ['edition', 'out', 'allow-leftovers'],
  read: ([a, b, ...rest], { out, 'allow-leftovers': allowLeftovers = false, ...values }) => {
    if (a === undefined || b === undefined || rest.length > 0)
      throw usage('compare 后面要写两份报告的编号，旧的在前。');
    const file = out === undefined ? null : { file: out, format: formatOfOut(out) };
    // What is only shown here is for whoever is here.
    const edition = oneOf(
      'edition',
      EDITIONS,
      values.edition ?? (out === undefined ? 'internal' : undefined),
    );
    return { a, b, edition, out: file, allowLeftovers };
  },
  run: compareReports,
});

function formatOfOut(file: string): ComparisonFormat {
  const format = formatOfName(file);
  if (format !== undefined && showsComparison(format)) return format;
  const endings = COMPARISON_FORMATS.map((one) => `.${one}`).join(' 或 ');
  throw usage(`--out 的文件名应以 ${endings} 结尾。`);
}

type WantedComparison = {
  a: string;
  b: string;
  edition: Edition;
  out: { file: string; format: ComparisonFormat } | null;
  allowLeftovers: boolean;
};

async function compareReports(wanted: WantedComparison, { data, call }: Context): Promise<Output> {
  const { edition, out, allowLeftovers } = wanted;
  const sides = { a: { report: wanted.a }, b: { report: wanted.b }, edition };
  return withBackend(data, async (backend) => {
    const comparison = await backend.call('compare.run', { ...sides, allowLeftovers }, call);
    const json = compareJson(comparison);
    if (out === null) return done(json, compareText(comparison));
    const made = await backend.call('compare.export', { ...sides, format: out.format, allowLeftovers }, call);
    const bytes = Buffer.from(made.bytes, 'base64');
    const file = pathOf(out.file);
    await writeFileSafely(file, bytes);
    const { pages, substitutedFonts } = made;
    const result = { file, bytes: bytes.length, pages, substitutedFonts };
    return done({ ...json, ...result }, exportText(result));
  }).catch(undecided);
}
