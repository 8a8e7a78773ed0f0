import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { plainText } from '../../../shared/document/plain-text.ts';
import { documentProblems } from '../../../shared/document/validate.ts';
import { blocksOfLines } from '../../../shared/paste/pasted.ts';
import { readHtml } from '../../../shared/paste/read-html.ts';
import { makeTitle } from '../../../shared/document/make.ts';
import { parseHtml } from '../../unit/paste/parse.ts';
import { must } from './answers.ts';
import type { Kind } from './kind.ts';
import { mutateText } from './mutate-text.ts';
import { mutateXml } from './mutate-xml.ts';

const FOLDER = new URL('../../fixtures/clipboard/', import.meta.url);

/** What it becomes in the report. Throws where that is no sound text. */
const paste = (html: string): string => {
  const { lines } = readHtml(parseHtml(html));
  const blocks = blocksOfLines(lines, { template: null, unit: '青禾镇', slots: new Set(), whole: false });
  const title = blocks.some(({ type }) => type === 'title') ? [] : [makeTitle('总结')];
  const problems = documentProblems([...title, ...blocks]);
  must(problems.length === 0, 'what is pasted is no sound text', problems);
  return plainText(blocks);
};

/** What other programs put on the clipboard, read as the page reads it. */
export const clipboard: Kind = (draw) => {
  const seeds = readdirSync(fileURLToPath(FOLDER)).map((name) => readFileSync(new URL(name, FOLDER)));
  const texts = seeds.map((bytes) => paste(bytes.toString('utf8')));
  let last = seeds[0] as Buffer;
  return Promise.resolve({
    one: () => {
      const seed = draw.pick(seeds);
      last = draw.chance(0.7) ? mutateXml(seed, draw) : mutateText(seed, draw);
      paste(last.toString('utf8'));
      return Promise.resolve('taken' as const);
    },
    sound: () => {
      const at = draw.below(seeds.length);
      must(
        paste((seeds[at] as Buffer).toString('utf8')) === texts[at],
        'sound text is pasted in another way',
      );
      return Promise.resolve();
    },
    last: () => ({ name: '剪贴板.html', bytes: last }),
    faults: () => [],
    close: () => Promise.resolve(),
  });
};
