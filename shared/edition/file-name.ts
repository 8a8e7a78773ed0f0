import { unitSuffix } from '../document/unit-name.ts';
import type { Template } from '../template/schema.ts';
import { isHiddenIn, type EditionPolicy } from './mask.ts';
import { EDITION_LABELS, type Edition } from './edition.ts';
import type { ReportState } from '../document/report-state.ts';

export type Naming = {
  unit: string;
  year: number;
  /** What kind of report: the template's name. */
  kind: string;
  edition: Edition;
  /** The unit's name must not be read from the file's name. Left out: hidden in the public edition. */
  unitIsHidden?: boolean;
  /** 征求意见稿, 定稿, 第2版 …; left out: nothing is said. */
  version?: string;
};

/** The file's kind where the report's template is gone. */
const KIND = '工作总结';

/** What of a report its file's name says. */
export type Named = { unit: string; year: number; state: ReportState; version?: number | undefined };

/** The name of a report's file, without extension: what the gate gives and what the page announces beforehand. */
export function fileNameOf(
  report: Named,
  template: Template | undefined,
  edition: Edition,
  policy: EditionPolicy,
): string {
  return exportFileName({
    unit: report.unit,
    year: report.year,
    kind: template?.name ?? KIND,
    edition,
    unitIsHidden: isHiddenIn(edition, policy.variable('unit')),
    version: versionName(report),
  });
}

/** The name of a marked-up draft (花脸稿), which is internal whatever its report is. */
export function markedFileName(
  { unit, year }: Pick<Named, 'unit' | 'year'>,
  template: Template | undefined,
  policy: EditionPolicy,
): string {
  return exportFileName({
    unit,
    year,
    kind: template?.name ?? KIND,
    edition: 'internal',
    unitIsHidden: isHiddenIn('internal', policy.variable('unit')),
    version: '花脸稿',
  });
}

/** A draft says so in its name; a signed-off report says which one it is, once there has been more than one. */
export function versionName({ state, version }: Pick<Named, 'state' | 'version'>): string {
  if (state !== 'signed-off') return '征求意见稿';
  return version !== undefined && version > 1 ? `定稿第${version}版` : '定稿';
}

/** Windows refuses longer paths, Linux names of more than 255 bytes; the folder and the extension need room too. */
const LONGEST = { characters: 100, bytes: 240 };

/**
 * The name of an exported file, without extension: unit, year, kind, edition, version. Where the unit's name is
 * hidden it is called 某镇: a file name can't hold `*`.
 */
export function exportFileName(naming: Naming): string {
  const { unit, year, kind, edition, version } = naming;
  const hidden = naming.unitIsHidden ?? edition === 'public';
  const who = hidden ? anonymous(unit) : unit;
  const what = hidden ? withoutUnit(kind, unit) : kind;
  const stem = safeFileName(`${who}${year}年${what}`);
  const which = [EDITION_LABELS[edition], ...(version ? [version] : [])].join('，');
  const end = `（${which}）`;
  return shortened(stem, LONGEST.bytes - bytesOf(end)) + end;
}

/** Length in UTF-8. */
function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
  }
  return bytes;
}

function shortened(stem: string, bytes: number): string {
  const chars = Array.from(stem).slice(0, LONGEST.characters);
  while (bytesOf(chars.join('')) > bytes) chars.pop();
  return chars.join('');
}

function anonymous(unit: string): string {
  return `某${unitSuffix(unit) || '单位'}`;
}

/** A unit's own template may carry the unit's name (青禾镇工作总结), with or without its last word. */
function withoutUnit(kind: string, unit: string): string {
  const suffix = unitSuffix(unit);
  const stem = unit.slice(0, unit.length - suffix.length);
  let out = unit ? kind.replaceAll(unit, '') : kind;
  if (stem.length > 1) out = out.replaceAll(stem, '');
  return out;
}

/** Without what Windows, macOS or Linux refuse in names: `\ / : * ? " < > |`, controls, dots at the ends. */
export function safeFileName(name: string): string {
  const kept = name.replaceAll(/[\\/:*?"<>|]|\p{Cc}|\p{Cf}|\p{Cs}/gu, '');
  // Character by character: a pattern for the end would begin anew at every space.
  let [from, to] = [0, kept.length];
  while (from < to && isEdge(kept.charAt(from))) from += 1;
  while (to > from && isEdge(kept.charAt(to - 1))) to -= 1;
  return kept.slice(from, to);
}

const isEdge = (char: string): boolean => /[\s.]/.test(char);
