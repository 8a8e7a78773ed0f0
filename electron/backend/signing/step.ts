import { z } from 'zod';

import { STEP_KIND_NAMES } from '../../../shared/settings/approval.ts';
import type { StepStatement } from '../../../shared/signoff/approval.ts';
import type { Approval } from '../../../shared/signoff/types.ts';
import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import { contentHash, randomSalt, sha256 } from './hash.ts';
import { isSignedBy, signWith, type SealedKey } from './keys.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const words = z.string().max(2000);
const named = z.strictObject({ name: z.string().min(1).max(60), unit: z.string().max(100) });
const id = z.string().min(1).max(64);

export const howSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({
    kind: z.literal('paper'),
    recorder: named,
    scan: z.strictObject({ name: z.string().max(200), sha256: hash }),
  }),
]);

const stepStatement = z.strictObject({
  format: z.literal(1),
  kind: z.literal('step'),
  report: id,
  versionId: id,
  version: z.int().min(1),
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  content: hash,
  step: z.strictObject({ kind: z.enum(STEP_KIND_NAMES), who: z.string().max(40) }),
  outcome: z.enum(['approved', 'returned']),
  person: named,
  how: howSchema,
  opinion: words,
  date: z.iso.date(),
  at: z.iso.datetime(),
  key: z.string().max(200),
  after: z.array(hash).max(100),
});

/** A step's statement as it is signed, with its hash and the signature over it (base64). */
export type SignedStep = { statement: string; sha256: string; signature: string };

/** What is to be signed of a step. @param form canonical form of the text that it approves or sends back */
export function newStep(
  form: string,
  said: Omit<StepStatement, 'format' | 'kind' | 'salt' | 'content'>,
): StepStatement {
  const salt = randomSalt();
  return { format: 1, kind: 'step', ...said, salt, content: contentHash({ format: 2, salt }, form) };
}

/** Throws AppError('wrong-passphrase'). */
export async function signStep(
  statement: StepStatement,
  sealed: SealedKey,
  passphrase: string,
): Promise<SignedStep> {
  const text = canonicalJson(statement);
  const [signature = ''] = await signWith(sealed, passphrase, [text], '没有签，报告没有改动');
  return { statement: text, sha256: sha256(text), signature };
}

/** What a step says; null where it is none. Says nothing of its signature. */
export function parseStep(text: string): StepStatement | null {
  try {
    const said = stepStatement.parse(JSON.parse(text));
    return canonicalJson(said) === text ? said : null;
  } catch {
    return null;
  }
}

/** True where the step is what the key that it names has signed. */
export function isStepSigned({ statement, sha256: own, signature }: SignedStep): boolean {
  const said = parseStep(statement);
  return said !== null && sha256(statement) === own && isSignedBy(said.key, statement, signature);
}

/** A step as files and answers name it. */
export const approvalOfStep = ({ step, person, date, how }: StepStatement): Approval => ({
  step,
  person,
  date,
  how: how.kind,
  recorder: how.kind === 'paper' ? how.recorder.name : '',
});
