import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ResidentCli } from '../../contract/resident-cli.ts';
import { WordUser } from '../../word-user/user.ts';

/** Files that somebody opens in Word and WPS; `docs/word-and-wps.md` says what to do with each. */
export const FILES = {
  internal: '1-内部版.docx',
  public: '2-公开版.docx',
  review: '3-送审稿.docx',
  comments: '4-送审稿（只许批注）.docx',
  internalPdf: '5-内部版.pdf',
  publicPdf: '6-公开版.pdf',
} as const;
/** Where the person saves what was changed, to take it back. */
export const CHANGED = '3-送审稿（改好）.docx';
const DATA = '数据';

/** `withoutPdf`: why there is no PDF, where nothing here can print. */
export type Made = { dataDir: string; report: string; files: string[]; withoutPdf: string | null };

/** Runs one command on the data; gives what it printed, throws what it complained of. */
export type Command = (...words: string[]) => Promise<string>;

/**
 * Makes the files out of the invented town's report, one of them with comments and changes that came back once already.
 * @param folder is made where it isn't there; one in which there are files of an earlier time is refused
 */
export async function makeOfficeFiles(folder: string): Promise<Made> {
  const dataDir = join(folder, DATA);
  if (existsSync(dataDir)) throw new Error(`${folder} 里已有上次写的文件，没有再写。请换一个文件夹。`);
  mkdirSync(dataDir, { recursive: true });
  return withCommands(dataDir, (command) => makeAll(folder, dataDir, command));
}

/** Commands one after the other in one process, which takes its time to start. */
export async function withCommands<T>(dataDir: string, work: (command: Command) => Promise<T>): Promise<T> {
  const cli = new ResidentCli();
  try {
    return await work(async (...words) => {
      const { code, stdout, stderr } = await cli.run({
        folder: dataDir,
        args: [...words, '--data', dataDir],
        input: '',
      });
      if (code !== 0) throw new Error(`${words[0]}：${stderr.trim() || stdout.trim()}`);
      return stdout;
    });
  } finally {
    cli.end();
  }
}

async function makeAll(folder: string, dataDir: string, command: Command): Promise<Made> {
  await command('demo');
  await command('person', 'add', '李明', '--unit', '青禾镇');
  await command('person', 'add', '周敏', '--unit', '青禾镇', '--role', '审阅');
  const report = draftIn(await command('list', '--json'));
  const made: string[] = [];
  const write = async (name: string, ...words: string[]): Promise<void> => {
    await command('export', report, ...words, '--out', join(folder, name));
    made.push(name);
  };
  const asPublic = ['--edition', 'public', '--allow-leftovers'];
  const review = ['--edition', 'internal', '--review', '--person', '李明'];

  await write(FILES.internal, '--format', 'docx', '--edition', 'internal');
  await write(FILES.public, '--format', 'docx', ...asPublic);
  const sent = join(dataDir, '送审.docx');
  await command('export', report, '--format', 'docx', ...review, '--out', sent);
  writeFileSync(sent, reviewed(readFileSync(sent)));
  await command('merge', report, sent, '--person', '李明');
  await write(FILES.review, '--format', 'docx', ...review);
  await write(FILES.comments, '--format', 'docx', ...review, '--only', 'comments');
  let withoutPdf: string | null = null;
  try {
    await write(FILES.internalPdf, '--format', 'pdf', '--edition', 'internal');
    await write(FILES.publicPdf, '--format', 'pdf', ...asPublic);
  } catch (error) {
    withoutPdf = error instanceof Error ? error.message : String(error);
  }
  return { dataDir, report, files: made, withoutPdf };
}

/** The report of the invented town that is being written. */
function draftIn(list: string): string {
  const reports = JSON.parse(list) as { id: string; state: string }[];
  const draft = reports.find(({ state }) => state === 'drafting');
  if (!draft) throw new Error('演示数据里没有在写的报告');
  return draft.id;
}

/** As a reviewer gives it back: a comment, an insertion and a deletion, all in plain paragraphs. */
function reviewed(docx: Uint8Array): Uint8Array {
  const user = new WordUser(docx, { author: '周敏', tracking: true });
  const long = user
    .lines()
    .flatMap(({ text }, p) => (text.length > 40 && !/[\d\uFFFC]/.test(text) ? [p] : []))
    .slice(0, 3);
  const [first, second, third] = long;
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('报告里没有可以批注的段落');
  user.comment({ from: { p: first, o: 0 }, to: { p: first, o: 6 } }, '请核对这一句。');
  user.type({ p: second, o: 4 }, '（新增的话）');
  user.delete({ from: { p: third, o: 4 }, to: { p: third, o: 8 } });
  return user.save();
}
