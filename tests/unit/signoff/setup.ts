import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { forkReader } from '../../../electron/shells/fork-reader.ts';
import { createBackend } from '../../../electron/backend/service/backend.ts';
import type { PdfPrinter } from '../../../electron/backend/ports.ts';
import type { Backend } from '../../../electron/backend/service/registry.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { memoryLogger } from '../../contract/transports.ts';
import { takeInText } from '../../take-in.ts';

const resourcesDir = fileURLToPath(new URL('../../../resources', import.meta.url));

export const NO_PRINTER: PdfPrinter = {
  print: () => Promise.reject(new AppError('no-printer', '这台机器没有可用的浏览器。')),
  installedFonts: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

export type Office = { backend: Backend; dataDir: string; close(): Promise<void> };

/** A backend on a new data folder, with a writer and a signer. */
export async function openOffice(
  printer: PdfPrinter = NO_PRINTER,
  shell: 'cli' | 'browser' = 'cli',
  startReader = forkReader,
): Promise<Office> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nianshu-signoff-'));
  const backend = await createBackend({
    dataDir,
    resourcesDir,
    shell,
    version: '0.1.0',
    now: () => new Date('2023-12-20T01:02:03Z'),
    logger: memoryLogger(),
    printer,
    startReader,
  });
  await backend.call('people.save', {
    person: { id: 'writer', name: '周明远', unit: '青禾镇', role: 'writer' },
  });
  await backend.call('people.save', {
    person: { id: 'signer', name: '林春生', unit: '青禾镇', role: 'signer' },
  });
  return {
    backend,
    dataDir,
    close: async () => {
      await backend.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export const PASSPHRASE = '青禾镇的口令123';

/** A report in which nothing is left to do, and that proofreading has nothing against. */
export const READY = [
  '青禾镇2023年全面依法治镇工作总结和2024年工作计划',
  '',
  '2023年，青禾镇坚持以习近平法治思想为指导，扎实推进依法行政，现将有关情况报告如下：',
  '一、法治建设工作情况',
  '（一）学习宣传贯彻习近平法治思想',
  '一是抓好领导干部学法，组织专题学习6次。二是抓好基层宣讲，组织普法队进村入户12场。',
  '（二）法治建设组织领导',
  '镇党委把法治建设纳入年度考核，主要负责人对重要工作亲自部署、重大问题亲自过问、重点环节亲自协调、重要任务亲自督办。',
  '（三）法治政府建设',
  '一是完善决策制度，落实合法性审查程序。二是规范执法人员管理，组织执法资格考试。三是用好法律顾问，审查合同45次。',
  '（四）公正执法司法',
  '一是充实执法力量，新增执法人员3名。二是严格办案程序，完成行政检查612宗。',
  '（五）法治社会建设',
  '全镇开展企业走访，帮助企业化解用工风险，营商环境持续改善。',
  '二、法治建设主要成效和亮点、存在的问题',
  '（一）主要成效和亮点',
  '建成法治长廊，成为法治宣传的新阵地，全年接待群众1200人次。',
  '（二）存在问题',
  '一是普法形式单一，主要原因是创新不够。二是执法力量不足，主要原因是编制偏紧。',
  '三、2024年工作计划',
  '2024年，青禾镇将做好以下工作。一是丰富普法形式，把法治教育纳入干部培训。二是充实执法力量，健全执法监督机制。三是加强队伍建设，提高干部法治素养。',
  '青禾镇人民政府',
  '2023年12月20日',
].join('\n');

/** Takes the report in; gives its id. */
export async function takeIn(backend: Backend, text: string = READY): Promise<string> {
  const { id, found } = await takeInText((method, params) => backend.call(method, params), text);
  if (id === undefined) throw new Error(`not taken: ${JSON.stringify(found)}`);
  return id;
}

export async function sign(backend: Backend, id: string): Promise<{ version: number; sha256: string }> {
  const { has } = await backend.call('signoff.key', { person: 'signer' });
  if (!has) await backend.call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
  const { revision } = await backend.call('report.open', { id });
  return backend.call('signoff.sign', {
    id,
    revision,
    person: 'signer',
    opinion: '同意印发。',
    date: '2023-12-20',
    passphrase: PASSPHRASE,
  });
}
