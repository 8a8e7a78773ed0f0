import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';

const refuse = (refusal: string) => ({ refusal, text: '' });

/**
 * What taking this file in would do, before it is done; `refusal` is null where it can be taken in.
 * @param into the report that it must be of; null: whichever it is of
 */
export function takeInText(
  { report, here, news, unknownKeys }: ApprovalFileView,
  into: string | null,
): { refusal: string | null; text: string } {
  if (here === 'none') return refuse('这份报告不在这台电脑上，收不进来。');
  if (into !== null && report !== into)
    return refuse('这是另一份报告的审签文件，没有收入。请打开那份报告再收。');
  if (news === 0) return refuse('文件里没有新的步骤，本机都有了。');
  if (here === 'other-text')
    return refuse('发出以后正文又改过，文件里的签不算数，收不进来。请重新发出审签文件，请对方再签。');
  if (unknownKeys.length > 0) return refuse('签名的密钥本机还不认识：先收入对方的密钥卡，再收这个文件。');
  return { refusal: null, text: `文件带回 ${news} 步，收入后和本机的合在一起。` };
}
