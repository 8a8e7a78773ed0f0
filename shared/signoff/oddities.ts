/**
 * What a Word or PDF file shows, hides or could show differently that our own export never makes. The words of such a
 * file may be those that were signed, and yet someone who opens it reads something else.
 */
export const ODDITIES = {
  // Either kind of file.
  annotation: '批注',
  form: '可填写的内容',
  script: '脚本或宏',
  attachment: '嵌入的文件',

  // Word.
  hidden: '隐藏的文字',
  size: '过小或过大的字',
  colour: '与底色相近的字',
  font: '会显示成别的字的字体',
  look: '本软件不用的文字格式',
  cut: '会裁掉或挤到页外的排版',
  character: '看不见或改变次序的字符',
  alternative: '换一种软件就显示别的内容',
  field: '域',
  change: '修订痕迹',
  edge: '页眉或页脚的内容',
  note: '脚注或尾注的内容',
  number: '自动编号',
  table: '表格的特殊结构',
  picture: '图片、图形或文本框',
  formula: '公式',
  outside: '文件外的内容',
  part: '多出来的部件',
  unread: '没有读进来的文字',
  unknown: '不认识的内容',

  // PDF.
  overlay: '盖在文字上的内容',
  page: '多出来的页面',
  layer: '可显示可隐藏的图层',
  'pages-changed': '改动过的页面',
} as const satisfies Record<string, string>;

export type OddityKind = keyof typeof ODDITIES;

/** One thing that the export never makes. */
export type Oddity = {
  kind: OddityKind;
  /** The words concerned, or what it is; for the user, and short. */
  text: string;
  /** Where it stands: `第3段`, `页眉`, `第2页`. */
  place: string;
};
