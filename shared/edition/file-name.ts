import type { Edition } from '../contract/methods.ts';
import { unitSuffix } from '../document/unit-name.ts';
import type { Template } from '../template/schema.ts';
import { variableIsPublic } from './mask.ts';

export type Naming = {
  unit: string;
  year: number;
  /** What kind of report: the template's name. */
  kind: string;
  edition: Edition;
  /** The template lets the unit's name be published. Left out: it does not. */
  unitIsPublic?: boolean;
};

/** The file's kind where the report's template is gone. */
const KIND = '工作总结';

/** The name of a report's file, without extension: what the gate gives and what the page announces beforehand. */
export function fileNameOf(
  report: { unit: string; year: number },
  template: Template | undefined,
  edition: Edition,
): string {
  return exportFileName({
    unit: report.unit,
    year: report.year,
    kind: template?.name ?? KIND,
    edition,
    unitIsPublic: variableIsPublic(template)('unit'),
  });
}

/** Windows refuses longer paths; the folder and the extension need room too. */
const LONGEST = 100;

/**
 * The name of an exported file, without extension: unit, year, kind, edition. The public edition calls the unit
 * 某镇 where its name is internal: a file name can't hold `*`.
 */
export function exportFileName({ unit, year, kind, edition, unitIsPublic = false }: Naming): string {
  const hidden = edition === 'public' && !unitIsPublic;
  const who = hidden ? anonymous(unit) : unit;
  const what = hidden ? withoutUnit(kind, unit) : kind;
  const stem = safeFileName(`${who}${year}年${what}`);
  return `${Array.from(stem).slice(0, LONGEST).join('')}（${edition === 'public' ? '公开版' : '内部版'}）`;
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
  return name.replaceAll(/[\\/:*?"<>|]|\p{Cc}|\p{Cf}|\p{Cs}/gu, '').replaceAll(/^[\s.]+|[\s.]+$/g, '');
}
