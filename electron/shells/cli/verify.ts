import { existsSync } from 'node:fs';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { RecordCheck } from '../../../shared/signoff/record.ts';
import type { Verification, VerifyAnswer } from '../../../shared/signoff/types.ts';
import { command, single, usage, type Context, type ExitCode, type Output } from './command.ts';
import { readInput, readText } from './read-input.ts';
import { pathOf, withBackend } from './session.ts';
import { ownerOf, sideFileOf } from './side-file.ts';
import { recordCheckText, verifyText } from './verify-text.ts';

export const verifyCommand = command({
  help: `  verify 编号或文件 [--proof 核验文件]
                                    核验签发稿，或导出的 Word、PDF：是不是签发后导出的那个文件，
                                    文字是不是签发的文字，谁签的，哪里不同；旁边有核验文件
                                    （文件名.nsv）的自动用上
  verify 记录.csv                   核验导出的办理记录`,
  options: ['proof'],
  read: (words, { proof }): Wanted => {
    if (proof === '') throw usage('--proof 后面要写核验文件。');
    return { target: single('verify', '报告编号或文件', words), proof };
  },
  run: verify,
});

type Wanted = { target: string; proof: string | undefined };

/** Files that are verified; a report is named by its number. */
const FILES = /\.(?:docx|pdf|csv|nsv)$/i;

const EXIT: Readonly<Record<VerifyAnswer, ExitCode>> = { known: 0, invalid: 1, unknown: 3 };

/** Proves a stored report, an exported file, or an exported record. */
async function verify({ target, proof }: Wanted, context: Context): Promise<Output> {
  const path = pathOf(target);
  if (/\.nsa$/i.test(target)) throw usage('审签文件用 approval 看：approval 文件.nsa。');
  if (/\.nskey$/i.test(target)) throw usage('密钥卡用 key show 看：key show 卡.nskey。');
  const isFile = existsSync(path) || FILES.test(target);
  if (proof !== undefined && (!isFile || /\.csv$/i.test(target)))
    throw usage('--proof 只与导出的 Word、PDF 一起用。');
  if (!isFile) return verifyReport(target, context);
  return /\.csv$/i.test(target) ? verifyRecord(target, context) : verifyFile(target, proof, context);
}

async function verifyReport(id: string, { data, call }: Context): Promise<Output<Verification>> {
  const found = await withBackend(data, (backend) => backend.call('signoff.verify', { id }, call));
  return { json: found, text: verifyText(found, {}), exitCode: EXIT[found.answer] };
}

type FileAnswer = Verification & { file: string; proof: string | null };

async function verifyFile(
  target: string,
  wanted: string | undefined,
  { data, call }: Context,
): Promise<Output<FileAnswer>> {
  const { file, proof } = withSideFile(target, wanted);
  const { name, bytes } = await readInput(pathOf(file), file, 'verify');
  const text = proof === null ? null : await readText(pathOf(proof), proof, 'verify');
  const given = { name, bytes, ...(text === null ? {} : { proof: text }) };
  const found = await withBackend(data, (backend) => backend.call('signoff.verifyFile', given, call));
  return {
    json: { ...found, file: pathOf(file), proof: proof === null ? null : pathOf(proof) },
    text: verifyText(found, { proof }),
    exitCode: EXIT[found.answer],
  };
}

/** The file and its side file: the one that the line names, or the one beside it; whoever names a side file means its file. */
function withSideFile(target: string, wanted: string | undefined): { file: string; proof: string | null } {
  const owner = ownerOf(target);
  if (owner !== null) {
    if (!existsSync(pathOf(owner)))
      throw new AppError(
        'not-found',
        `“${target}”是核验文件，旁边没有报告文件，没有核验。请写报告文件：verify 报告 --proof ${target}。`,
      );
    return { file: owner, proof: target };
  }
  if (wanted !== undefined) return { file: target, proof: wanted };
  const beside = sideFileOf(target);
  return { file: target, proof: existsSync(pathOf(beside)) ? beside : null };
}

async function verifyRecord(target: string, { data, call }: Context): Promise<Output<RecordCheck>> {
  const path = pathOf(target);
  const { name } = await readInput(path, target, 'verify');
  const text = await readText(path, target, 'verify');
  const found = await withBackend(data, (backend) => backend.call('record.verifyFile', { name, text }, call));
  return { json: found, text: recordCheckText(found), exitCode: EXIT[found.answer] };
}
