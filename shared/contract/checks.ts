import { z } from 'zod';

import type { CheckLists } from '../settings/check-lists.ts';
import type { Finding } from '../checks/types.ts';
import type { LastValue } from '../document/types.ts';

const id = z.string().min(1).max(64);
const ignored = z.strictObject({ kind: z.enum(['finding', 'rule']), key: z.string().min(1).max(500) });

export const checkParams = {
  /** All findings of a stored report; what the sign-off gate asks. */
  'checks.run': z.strictObject({ id }),
  /** All findings of a file, which is not stored. */
  'checks.file': z.strictObject({ name: z.string().min(1).max(1000), bytes: z.string().max(90_000_000) }),
  /** What a window needs to check a report by itself. */
  'checks.context': z.strictObject({ id }),
  'checks.ignored': z.strictObject({ id }),
  /** Ignores findings or rules in this report, or takes that back. */
  'checks.ignore': z.strictObject({ id, entries: z.array(ignored).min(1).max(1000), ignored: z.boolean() }),
  /** The lists as they come with the program, for the dialog that edits the unit's. */
  'checks.base': z.strictObject({}),
} as const;

/** 忽略的一处，或在本报告里忽略的一条规则 */
export type IgnoredEntry = z.output<typeof ignored>;

export type CheckedFinding = Finding & {
  /** Number and text of the heading it stands under; '引言' before the first, '标题' and '落款' for these. */
  section: string;
  ignored: boolean;
};

export type CheckResult = {
  findings: CheckedFinding[];
  /** Of those that are not ignored. */
  counts: { error: number; warning: number; hint: number };
};

export type CheckContextResult = {
  year: number | null;
  unit: string;
  lists: CheckLists;
  otherUnits: string[];
  past: Record<string, LastValue>;
};

export type CheckResults = {
  'checks.run': CheckResult;
  'checks.file': CheckResult;
  'checks.context': CheckContextResult;
  'checks.ignored': IgnoredEntry[];
  'checks.ignore': IgnoredEntry[];
  'checks.base': Pick<CheckLists, 'words' | 'forms' | 'documents'>;
};

export type CheckEvents = {
  /** What is ignored in a report has changed. */
  'checks.ignored.changed': { id: string };
};
