import type { ApprovalStep } from '../settings/approval.ts';

/**
 * How a step was taken: `own`: with the key of who approves; `paper`: recorded by a clerk, with the clerk's key, from a
 * signed sheet (签批单) of which the scan is kept. Every screen, export and answer of `verify` says which.
 */
export const HOWS = { own: '本人签', paper: '凭签批单登记' } as const;
export type HowKind = keyof typeof HOWS;

export type Named = { name: string; unit: string };

/** A scan is an image or a PDF, named by the SHA-256 of its bytes. */
export type Scan = { name: string; sha256: string };

export type How = { kind: 'own' } | { kind: 'paper'; recorder: Named; scan: Scan };

/** 本人签 · 凭签批单登记（周明远登记，扫描件 签批单.pdf） */
export const howWords = (how: How): string =>
  how.kind === 'own' ? HOWS.own : `${HOWS.paper}（${how.recorder.name}登记，扫描件 ${how.scan.name}）`;

/** 林春生（青禾镇） */
export const nameAndUnit = ({ name, unit }: Named): string => (unit === '' ? name : `${name}（${unit}）`);

/** 同意 · 退回 */
export const OUTCOMES_OF_STEP = { approved: '同意', returned: '退回' } as const;
export type StepOutcome = keyof typeof OUTCOMES_OF_STEP;

/** What is signed of a step before the last. Hashes are SHA-256 in hex. */
export type StepStatement = {
  format: 1;
  kind: 'step';
  report: string;
  /** Id and number of the version that was frozen for it. */
  versionId: string;
  version: number;
  /** HMAC of the report's canonical form with this salt (hex). */
  salt: string;
  content: string;
  step: ApprovalStep;
  outcome: StepOutcome;
  /** Who approves or sends back. */
  person: Named;
  how: How;
  /** Opinion, or the reason why it is sent back. */
  opinion: string;
  /** Full date, `2025-12-20`. */
  date: string;
  /** Time of the machine, ISO 8601 UTC. */
  at: string;
  /** Public key that signs: the person's own, or the recorder's. */
  key: string;
  /** Hashes of the steps that it stands on. */
  after: string[];
};

/** A step as it is shown. */
export type StepLine = {
  /** Hash of its statement. */
  sha256: string;
  step: ApprovalStep;
  outcome: StepOutcome;
  person: Named;
  how: How;
  opinion: string;
  date: string;
  /** For the telephone: the fingerprint of the key that signed. */
  fingerprint: string;
  /** `good`: holds for the text as it is now; `changed`: the text was changed after it; `ended`: it was sent back after it; `used`: a signature stands on it. */
  state: StepState;
  /** What is wrong with its signature, in the user's words; '' where nothing is. */
  trouble: string;
};

export const STEP_STATES = {
  good: '有效',
  changed: '其后正文有改动，已作废',
  ended: '其后退回，已作废',
  used: '用于以前的签发',
} as const;
export type StepState = keyof typeof STEP_STATES;

export type ApprovalSlot = {
  step: ApprovalStep;
  /** What was done for it; null where it is still to be taken. */
  done: StepLine | null;
  /** True where all before it is done, and it is not. */
  isOpen: boolean;
};

export type ApprovalState = {
  slots: ApprovalSlot[];
  /** The newest, where it sent the text back and nothing was taken since. */
  returned: StepLine | null;
  /** All steps that were ever taken, oldest first. */
  history: StepLine[];
  /** Steps that were good until the text was changed: they are asked for again. */
  voided: StepLine[];
};

/** What an approval file (审签文件) holds, as it is shown before anything is done with it. */
export type ApprovalFileView = {
  title: string;
  unit: string;
  year: number;
  /** The words that are approved, a line a paragraph, as the internal edition prints them. */
  lines: string[];
  /** Whether this report is here, and reads so. */
  here: 'same' | 'other-text' | 'none';
  /** Id of the report here; null where it is none of this computer's. */
  report: string | null;
  slots: ApprovalSlot[];
  returned: StepLine | null;
  /** Names and fingerprints of keys in the file that this computer does not know. */
  unknownKeys: { name: string; unit: string; fingerprint: string }[];
  /** Steps in the file that this computer has not got yet; they are taken in with `approval.takeIn`. */
  news: number;
};
