import type { CheckContext } from '../../../shared/checks/types.ts';

export type Lines = string | readonly string[];

/** The words that are found, and what should stand there; null where the rule proposes nothing. */
export type WrongCase = { in: Lines; words: string; fix: string | null; context?: Partial<CheckContext> };
export type RightCase = { in: Lines; context?: Partial<CheckContext> };

/** What a rule must find, and what looks wrong and is right. */
export type Cases = { rule: string; wrong: readonly WrongCase[]; right: readonly (Lines | RightCase)[] };
