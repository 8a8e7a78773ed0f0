/** 花脸稿 · 清稿 · 原稿: with all marks, as it reads once all is accepted, as it read before. */
export type ReviewView = 'markup' | 'clean' | 'original';

export const REVIEW_VIEWS = [
  { value: 'markup', label: '花脸稿' },
  { value: 'clean', label: '清稿' },
  { value: 'original', label: '原稿' },
] as const satisfies readonly { value: ReviewView; label: string }[];
