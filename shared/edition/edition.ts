export const EDITIONS = ['internal', 'public'] as const;
/** 内部版: everything stands as it is; 公开版: what is secret is masked or left out. */
export type Edition = (typeof EDITIONS)[number];

export const EDITION_LABELS: Record<Edition, string> = { internal: '内部版', public: '公开版' };

/** To choose from. */
export const EDITION_OPTIONS = EDITIONS.map((value) => ({ value, label: EDITION_LABELS[value] }));
