import { useCallback, useEffect, useRef, useState } from 'react';

import type { RecordCheck } from '../../../shared/signoff/record.ts';
import type { Verification } from '../../../shared/signoff/types.ts';
import type { Client } from '../../client/client.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { readBase64 } from '../start/read-file.ts';
import { ownerOfProof, pairFiles, withPartners, type VerifyJob } from './pair-files.ts';

/** The contract carries base64 of at most 64 MiB, and a side file and a record of so many characters. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_PROOF = 1_000_000;
const MAX_RECORD = 50_000_000;

/** What came of one file, or of the report itself. */
export type Answer = { title: string } & (
  | { kind: 'verification'; result: Verification; hasProof: boolean; isReport: boolean }
  | { kind: 'record'; result: RecordCheck }
  | { kind: 'card'; file: File }
  | { kind: 'failed'; message: string }
);

export type Verify = {
  /** Each with its place among those that were asked for: two files may have one name. */
  answers: readonly (Answer & { at: number })[];
  /** Name of what is being looked at; null where nothing is. */
  at: string | null;
  check: (files: readonly File[]) => void;
  /** The same once more: a key may be known now. */
  again: () => void;
};

/** None were chosen before: the same list each time, so that nothing is asked twice. */
const NO_FILES: readonly File[] = [];

/**
 * Proves a report, then the files that are chosen, one after the other. A newer choice takes the place of an older.
 * @param first files that were chosen before
 */
export function useVerify(report: string | null, first = NO_FILES): Verify {
  const client = useClient();
  const [answers, setAnswers] = useState<Verify['answers']>([]);
  const [at, setAt] = useState(() => stepsOf(client, report, first)[0]?.title ?? null);
  const files = useRef<readonly File[]>([]);
  const turn = useRef(0);

  const run = useCallback(
    async (chosen: readonly File[]) => {
      turn.current += 1;
      const mine = turn.current;
      files.current = chosen;
      const found: (Answer & { at: number })[] = [];
      const steps = stepsOf(client, report, chosen);
      for (const [index, { title, ask }] of steps.entries()) {
        const answer = await ask().catch((error: unknown): Answer => ({
          title,
          kind: 'failed',
          message: messageOf(error),
        }));
        if (turn.current !== mine) return;
        found.push({ ...answer, at: index });
        setAnswers([...found]);
        setAt(steps[index + 1]?.title ?? null);
      }
    },
    [client, report],
  );
  useEffect(() => {
    void run(first);
    return () => {
      turn.current += 1;
    };
  }, [run, first]);

  const begin = (chosen: readonly File[]) => {
    setAt(stepsOf(client, report, chosen)[0]?.title ?? null);
    void run(chosen);
  };
  return {
    answers,
    at,
    check: (chosen) => begin(withPartners(chosen, files.current)),
    again: () => begin(files.current),
  };
}

type Step = { title: string; ask: () => Promise<Answer> };

/** What is asked: of the chosen files, or of the report where none are chosen. */
function stepsOf(client: Client, report: string | null, chosen: readonly File[]): Step[] {
  if (chosen.length === 0 && report !== null) {
    return [{ title: '本报告', ask: () => askReport(client, report) }];
  }
  return pairFiles(chosen).map((job) => ({ title: job.name, ask: () => askJob(client, job) }));
}

async function askReport(client: Client, id: string): Promise<Answer> {
  const result = await client.call('signoff.verify', { id });
  return { title: '本报告', kind: 'verification', result, hasProof: false, isReport: true };
}

async function askJob(client: Client, job: VerifyJob<File>): Promise<Answer> {
  if (job.kind === 'file') return askFile(client, job.file, job.proof);
  const { name: title, file, kind } = job;
  if (kind === 'card') return { title, kind, file };
  if (kind === 'record') return askRecord(client, file);
  return failed(
    title,
    kind === 'lone-proof'
      ? `这是核验文件，不是报告本身。请把“${ownerOfProof(title)}”和它一起选（按住 Ctrl 点两个文件），或一起拖进来。`
      : '核验不了这种文件。请选年述导出的 Word（.docx）、PDF，或导出的办理记录（.csv）。',
  );
}

async function askFile(client: Client, file: File, proof: File | null): Promise<Answer> {
  const { name: title } = file;
  if (file.size > MAX_BYTES) return failed(title, '文件超过 64 MB，没有核验。请选年述导出的文件。');
  if (proof && proof.size > MAX_PROOF)
    return failed(title, `${proof.name} 太大，不会是核验文件，没有核验。请让对方重新发来。`);
  const bytes = await readBase64(file, new AbortController().signal);
  const asked = proof ? { name: title, bytes, proof: await proof.text() } : { name: title, bytes };
  const result = await client.call('signoff.verifyFile', asked);
  return { title, kind: 'verification', result, hasProof: proof !== null, isReport: false };
}

async function askRecord(client: Client, file: File): Promise<Answer> {
  const { name: title } = file;
  if (file.size > MAX_RECORD) return failed(title, '文件太大，不会是年述导出的办理记录，没有核验。');
  const result = await client.call('record.verifyFile', { name: title, text: await file.text() });
  return { title, kind: 'record', result };
}

const failed = (title: string, message: string): Answer => ({ title, kind: 'failed', message });
