import { stepName } from '../../../shared/settings/approval.ts';
import { HOWS, nameAndUnit } from '../../../shared/signoff/approval.ts';
import { answerWords } from '../../../shared/signoff/answer-words.ts';
import { ODDITIES } from '../../../shared/signoff/oddities.ts';
import type { RecordCheck } from '../../../shared/signoff/record.ts';
import { VERIFY_SCOPES, type Verification, type VerifiedApproval } from '../../../shared/signoff/types.ts';
import { listed, stacked } from './text.ts';

/** What came of verifying, the answer first. `proof`: the side file that was used; null where a file has none. */
export function verifyText(found: Verification, { proof }: { proof?: string | null }): string {
  const { scope, fingerprint, findings, approvals, oddities, differences } = found;
  return stacked(
    [
      answerWords(found) + (scope === null ? '。' : `：${VERIFY_SCOPES[scope]}。`),
      // The scope is in the first line.
      ...findings.filter((finding) => scope === null || finding !== `${VERIFY_SCOPES[scope]}。`),
      ...(found.answer === 'unknown' && fingerprint !== '' ? askFor(fingerprint) : []),
      ...listed(
        '审签',
        approvals.map((one) => approvalText(one)),
      ),
      ...listed(
        `不该有的内容（${oddities.length} 处）`,
        oddities.map(({ place, kind, text }) => `${place}，${ODDITIES[kind]}：${text}`),
      ),
      ...listed(
        `不同之处（${differences.length} 处）`,
        differences.flatMap((one) => [
          `签发稿：${one.signed || '（没有）'}`,
          `现　在：${one.found || '（没有）'}`,
        ]),
      ),
      ...(proof === undefined ? [] : [proofText(found, proof)]),
    ].filter((line) => line !== ''),
  );
}

/** What to do where the key is not known here: anybody can make a key in anybody's name. */
const askFor = (fingerprint: string): string[] => [
  `密钥指纹：${fingerprint}`,
  '谁都能用任何人的名字设密钥：请打电话给签发人本人，逐组核对指纹，对上了用 key add 收入密钥卡，再核验。',
];

/** 会签（财政所）：李志远（青禾镇），2025-12-18，凭签批单登记（周明远登记），指纹 … */
function approvalText({ step, person, date, how, recorder, fingerprint }: VerifiedApproval): string {
  const by = how === 'own' ? HOWS.own : `${HOWS.paper}（${recorder}登记）`;
  const key = fingerprint === '' ? [] : [`指纹 ${fingerprint}`];
  return `${stepName(step)}：${[nameAndUnit(person), date, by, ...key].join('，')}`;
}

function proofText({ scope, answer }: Verification, proof: string | null): string {
  if (proof !== null) return `用了核验文件：${proof}`;
  return scope === 'words' && answer !== 'invalid'
    ? '旁边没有核验文件（文件名.nsv）：有了它才能核对是不是导出的那个文件本身。'
    : '';
}

export const recordCheckText = (found: RecordCheck): string =>
  stacked([`办理记录：${answerWords({ answer: found.answer, scope: 'report' })}。`, ...found.findings]);
