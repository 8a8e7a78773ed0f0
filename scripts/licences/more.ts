/**
 * What is shipped and is no npm package that the bundler takes in, and what packages have within them: each with where its
 * text lies. Texts whose package brings none are in `texts/`, as the project itself publishes them.
 */
export type Work = { name: string; licence: string; about: string; texts: readonly string[] };

/** Texts of packages that leave theirs out, by package. */
export const TEXTS_OF: Readonly<Record<string, string>> = {
  slate: 'slate.txt',
  'slate-dom': 'slate.txt',
  'slate-history': 'slate.txt',
  'slate-react': 'slate.txt',
  saxes: 'saxes.txt',
  'react-remove-scroll-bar': 'react-remove-scroll-bar.txt',
};

const own = (name: string): string => `scripts/licences/texts/${name}`;

export const WORKS: readonly Work[] = [
  {
    name: 'better-sqlite3',
    licence: 'MIT',
    about: '数据库驱动',
    texts: ['node_modules/better-sqlite3/LICENSE'],
  },
  { name: 'SQLite', licence: '公有领域', about: '数据库，在驱动里', texts: [own('sqlite.txt')] },
  {
    name: 'libstdc++、libgcc',
    licence: 'GPL-3.0-or-later WITH GCC-exception-3.1',
    about: 'Linux 的驱动里带着的编译器运行库',
    texts: [own('gcc-runtime.txt')],
  },
  {
    name: '随程序的字体',
    licence: 'OFL-1.1',
    about: 'resources/fonts，打印时代替本机没有的公文字体',
    texts: ['resources/fonts/LICENSE'],
  },
  {
    name: 'jieba 词典',
    licence: 'MIT',
    about: '常用词表（shared/privacy）从中选出',
    texts: [own('jieba.txt')],
  },
];

/**
 * Works within the published file of a package, which therefore no bundler sees, for one version of it: a newer version is
 * looked through again before this line is changed.
 */
export const WITHIN: Readonly<Record<string, { version: string; works: readonly Work[] }>> = {
  docx: {
    version: '9.15.2',
    works: [
      {
        name: 'events、stream-browserify（docx 内）',
        licence: 'MIT',
        about: '事件和流',
        texts: [own('events.txt')],
      },
      {
        name: 'nanoid（docx 内）',
        licence: 'MIT',
        about: '编号',
        texts: ['node_modules/docx/node_modules/nanoid/LICENSE'],
      },
      { name: 'fflate（docx 内）', licence: 'MIT', about: '压缩', texts: ['node_modules/fflate/LICENSE'] },
    ],
  },
  unpdf: {
    version: '1.8.1',
    works: [
      {
        name: 'PDF.js（unpdf 内）',
        licence: 'Apache-2.0',
        about: '读 PDF',
        texts: ['node_modules/pdfjs-dist/LICENSE'],
      },
    ],
  },
};
