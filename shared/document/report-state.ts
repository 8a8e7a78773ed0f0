export const reportStates = ['drafting', 'in-review', 'revised', 'signed-off'] as const;
/** How far a report has come. */
export type ReportState = (typeof reportStates)[number];

/** What a state is called in the window and on the command line. */
export const STATE_LABELS: Readonly<Record<ReportState, string>> = {
  drafting: '起草中',
  'in-review': '审阅中',
  revised: '已修改',
  'signed-off': '已定稿',
};
