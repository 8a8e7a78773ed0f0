import { resolve } from 'node:path';

import { CHANGED, makeOfficeFiles, type Made } from './files.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const [wanted] = process.argv.slice(2);

if (wanted === undefined || wanted.startsWith('-')) {
  say('用法：npm run -s office:files -- 文件夹\n在文件夹里写好 docs/word-and-wps.md 要用的文件。');
  process.exit(2);
}
// npm runs scripts in the project's folder; the user's own is where a relative path is meant.
const folder = resolve(process.env['INIT_CWD'] ?? process.cwd(), wanted);
const { dataDir, report, files, withoutPdf } = await made();
say(`已写好，在 ${folder}：`);
for (const file of files) say(`  ${file}`);
if (withoutPdf !== null) say(`没有 PDF：${withoutPdf}`);
say(
  `改好的送审稿另存为“${CHANGED}”，再收回：\n  npm run -s cli -- merge ${report} "${resolve(folder, CHANGED)}" --person 李明 --data "${dataDir}"`,
);

async function made(): Promise<Made> {
  try {
    return await makeOfficeFiles(folder);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
