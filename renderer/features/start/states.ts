import type { ReportState } from '../../../shared/contract/methods.ts';

export const STATE_LABELS: Record<ReportState, string> = {
  drafting: '起草中',
  'in-review': '审阅中',
  revised: '已修改',
  'signed-off': '已定稿',
};
