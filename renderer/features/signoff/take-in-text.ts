import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';

/** What taking this file in would do here, before it is done; `null` as `refusal` where it can be taken in. */
export function takeInText(
  { report, here, news }: ApprovalFileView,
  into: string | null,
): { refusal: string | null; text: string } {
  if (here === 'none') return { refusal: '这份报告不在这台电脑上，没有收入。', text: '' };
  if (into !== null && report !== into) {
    return { refusal: '这是另一份报告的审签文件，没有收入。请打开那份报告再收。', text: '' };
  }
  if (news === 0) return { refusal: '文件里没有新的步骤，本机都有了。', text: '' };
  const other =
    here === 'other-text' ? '文件签的是以前的正文，本机的正文后来有改动：收入后只留作记录，要从头审签。' : '';
  return { refusal: null, text: `文件带回 ${news} 步，收入后和本机的合在一起。${other}` };
}
