import type { Edition, ExportFormat } from '../../../shared/contract/methods.ts';

type Naming = {
  unit: string;
  year: number;
  /** What kind of report: the template's name. */
  kind: string;
  format: ExportFormat;
  edition: Edition;
};

/**
 * The name that the file is going to get: unit, year, kind, edition. The backend has the last word, and the dialog
 * shows its name once the file is made. In the public edition the unit is masked, with a sign that every file
 * system takes.
 */
export function previewName({ unit, year, kind, format, edition }: Naming): string {
  const who = edition === 'public' ? '××' : unit;
  const name = `${who}${year}年${kind}（${edition === 'public' ? '公开版' : '内部版'}）`;
  // Characters that Windows refuses in names.
  return `${name.replaceAll(/[\\/:*?"<>|]/g, '')}.${format}`;
}
