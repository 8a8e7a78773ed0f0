import {
  passageKinds,
  type PassageKind,
  type SearchAnswer,
  type SearchGroup,
  type SearchHit,
} from '../../../shared/contract/search.ts';
import { command, done, readYear, usage, type Context, type Output } from './command.ts';
import { withBackend } from './session.ts';
import { searchText } from './text.ts';

const KINDS: Readonly<Record<PassageKind, string>> = {
  heading: '标题',
  body: '正文',
  item: '事项',
  table: '表格',
};

export const searchCommand = command({
  help: `  search 词语… [--year 年度] [--unit 单位] [--kind ${Object.values(KINDS).join('|')}]
                                    在所有年份里检索；词语加引号为一个整体`,
  options: ['year', 'unit', 'kind'],
  read: (words, { year, unit, kind }) => {
    const query = words.join(' ');
    if (query.trim() === '') throw usage('search 后面要写要找的词语。');
    return {
      words: query,
      year: year === undefined ? undefined : readYear(year),
      unit,
      kind: kind === undefined ? undefined : readKind(kind),
    };
  },
  run: search,
});

function readKind(text: string): PassageKind {
  for (const kind of passageKinds) if (KINDS[kind] === text) return kind;
  throw usage(`--kind 只能是：${Object.values(KINDS).join('、')}。`);
}

type Wanted = {
  words: string;
  year: number | undefined;
  unit: string | undefined;
  kind: PassageKind | undefined;
};

type HitJson = Pick<SearchGroup, 'id' | 'year' | 'unit' | 'title'> &
  Pick<SearchHit, 'section' | 'kind' | 'block' | 'snippet'>;

/** Every passage that matches, the newest year first. */
async function search(
  { words, year, unit, kind }: Wanted,
  { data, call }: Context,
): Promise<Output<HitJson[]>> {
  const query = {
    query: words,
    ...(year === undefined ? {} : { fromYear: year, toYear: year }),
    ...(unit === undefined ? {} : { unit }),
    ...(kind === undefined ? {} : { kinds: [kind] }),
    reports: 200,
    passages: 500,
  };
  const groups = await withBackend(data, async (backend) => {
    const all: SearchGroup[] = [];
    for (let after: number | null = 0; after !== null;) {
      const answer: SearchAnswer = await backend.call('search.find', { ...query, after }, call);
      all.push(...answer.groups);
      after = answer.next;
    }
    return all;
  });
  const json = groups.flatMap(({ id, year: of, unit: from, title, hits }) =>
    hits.map((hit) => ({
      id,
      year: of,
      unit: from,
      title,
      section: hit.section,
      kind: hit.kind,
      block: hit.block,
      snippet: hit.snippet,
    })),
  );
  return done(json, searchText(groups));
}
