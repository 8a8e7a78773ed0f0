/** What a report is exported as. */
type Format = {
  /** To choose from, and what it is for. */
  label: string;
  about: string;
  /** What the system's dialog calls a file of this kind. */
  kind: string;
  mediaType: string;
  /** How it shows a marked-up draft (花脸稿); null: it can't. */
  marked: string | null;
  /** What a comparison of two reports is called in it; null: it can't show one. */
  comparison: string | null;
};

/**
 * The one list of formats, by the ending of the file. A new one is an entry here; the compiler then names its writers
 * and its icon, and those of the marked-up draft and the comparison where it says that it shows them.
 */
export const FORMATS = {
  docx: {
    label: 'Word',
    about: '公文版式，可以再改',
    kind: 'Word 文档',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    marked: '修订和批注是 Word 自己的，打印时印在页边。只供内部。',
    comparison: 'Word（修订）',
  },
  pdf: {
    label: 'PDF',
    about: '定版，打印、报送',
    kind: 'PDF 文档',
    mediaType: 'application/pdf',
    marked: '删去的划掉，增加的加下划线，批注编号印在页边；版面与定稿相同。只供内部。',
    comparison: 'PDF',
  },
  txt: {
    label: '文本',
    about: '只有文字，贴到网页',
    kind: '纯文本',
    mediaType: 'text/plain;charset=utf-8',
    marked: null,
    comparison: null,
  },
} as const satisfies Record<string, Format>;

type Formats = typeof FORMATS;
export type ExportFormat = keyof Formats;
/** Formats of which `K` says something. */
type FormatsWith<K extends 'marked' | 'comparison'> = {
  [F in ExportFormat]: Formats[F][K] extends string ? F : never;
}[ExportFormat];
export type MarkedFormat = FormatsWith<'marked'>;
export type ComparisonFormat = FormatsWith<'comparison'>;

// A record of ours has the keys that its type names.
export const EXPORT_FORMATS = Object.keys(FORMATS) as ExportFormat[];

export const showsMarks = (format: ExportFormat): format is MarkedFormat => FORMATS[format].marked !== null;
export const showsComparison = (format: ExportFormat): format is ComparisonFormat =>
  FORMATS[format].comparison !== null;

/** What a sheet of a review (公开审查单) is exported as. */
export const SHEET_FORMATS = ['docx', 'pdf'] as const satisfies readonly ExportFormat[];

export const MARKED_FORMATS = EXPORT_FORMATS.filter((format) => showsMarks(format));
export const COMPARISON_FORMATS = EXPORT_FORMATS.filter((format) => showsComparison(format));

/** The format that a file's ending says. */
export function formatOfName(name: string): ExportFormat | undefined {
  const ending = name.split('.').at(-1)?.toLowerCase();
  return EXPORT_FORMATS.find((format) => format === ending);
}
