import { FIELD_KINDS } from '../document/field-kinds.ts';
import { strToU8, zipSync } from 'fflate';

import { escapeXml } from '../text/escape-xml.ts';
import type { Series } from './types.ts';

type Cell = string | number | null;
type Sheet = { name: string; columns: number[]; rows: { cells: Cell[]; head?: true }[] };

/**
 * The figures as an .xlsx workbook: a table of values (numbers as numbers), one of changes against the year before,
 * one of what needs a look. Minimal SpreadsheetML (ECMA-376), which Excel, WPS and LibreOffice open.
 */
export function figuresWorkbook(
  series: readonly Series[],
  years: readonly number[],
  title: string,
): Uint8Array {
  const sheets = [values(series, years, title), changes(series, years), warnings(series)];
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': xml(
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${sheets.map((_, n) => `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    ),
    '_rels/.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': xml(
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets.map(({ name }, n) => `<sheet name="${escape(name)}" sheetId="${n + 1}" r:id="rId${n + 1}"/>`).join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': xml(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, n) => `<Relationship Id="rId${n + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${n + 1}.xml"/>`).join('')}<Relationship Id="rId${sheets.length + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    ),
    'xl/styles.xml': xml(
      `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    ),
  };
  sheets.forEach((sheet, n) => {
    files[`xl/worksheets/sheet${n + 1}.xml`] = xml(sheetXml(sheet));
  });
  return zipSync(files);
}

function values(series: readonly Series[], years: readonly number[], title: string): Sheet {
  return {
    name: '年度数据',
    columns: [28, 8, ...years.map(() => 12)],
    rows: [
      { cells: [title], head: true },
      { cells: ['指标', '单位', ...years.map((year) => `${year}年`)], head: true },
      ...series.map(({ label, unit, points }) => ({
        cells: [
          label,
          unit,
          ...years.map((year): Cell => {
            const point = points.find((one) => one.year === year);
            // A figure in another unit is no number of this row.
            if (!point) return null;
            return point.value !== null && !point.rough
              ? point.value
              : point.text + (point.unit === unit ? '' : point.unit);
          }),
        ],
      })),
    ],
  };
}

function changes(series: readonly Series[], years: readonly number[]): Sheet {
  return {
    name: '比上年',
    columns: [28, 10, ...years.map(() => 12)],
    rows: [
      { cells: ['指标', '', ...years.map((year) => `${year}年`)], head: true },
      ...series.map(({ label, kind, changes: all }) => ({
        cells: [
          label,
          FIELD_KINDS[kind].change === 'points' ? '百分点' : '%',
          ...years.map((year): Cell => all.find((one) => one.year === year)?.change ?? null),
        ],
      })),
    ],
  };
}

function warnings(series: readonly Series[]): Sheet {
  return {
    name: '需要核对',
    columns: [28, 8, 40],
    rows: [
      { cells: ['指标', '年度', '情况'], head: true },
      ...series.flatMap(({ label, warnings: all }) =>
        all.map(({ year, text }) => ({ cells: [label, year, text] })),
      ),
    ],
  };
}

function sheetXml({ columns, rows }: Sheet): string {
  const cols = columns.map(
    (width, n) => `<col min="${n + 1}" max="${n + 1}" width="${width}" customWidth="1"/>`,
  );
  const body = rows.map(({ cells, head }, r) => {
    const inside = cells.map((cell, c) => {
      const place = `${columnName(c)}${r + 1}`;
      const style = head ? ' s="1"' : '';
      if (cell === null || cell === '') return '';
      if (typeof cell === 'number') return `<c r="${place}"${style}><v>${cell}</v></c>`;
      return `<c r="${place}"${style} t="inlineStr"><is><t>${escape(cell)}</t></is></c>`;
    });
    return `<row r="${r + 1}">${inside.join('')}</row>`;
  });
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols>${cols.join('')}</cols><sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnName(rest) : '') + String.fromCharCode(65 + (index % 26));
}

function xml(body: string): Uint8Array {
  return strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`);
}

/** XML 1.0 has no place for control characters, and Excel refuses the whole file for one of them. */
function escape(text: string): string {
  return escapeXml(text.replaceAll(/\p{Cc}|[\uFFFE\uFFFF]/gu, ' '));
}
