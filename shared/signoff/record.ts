import type { VerifyAnswer } from './types.ts';

/** What can stand in the record, with the words for it. */
export const ACTIONS = {
  created: '新建',
  imported: '导入',
  edited: '修改正文',
  meta: '更正信息',
  commented: '批注',
  replied: '回复批注',
  resolved: '解决批注',
  reopened: '重开批注',
  'comment-edited': '修改批注',
  'comment-removed': '删除批注',
  assigned: '交办批注',
  reasoned: '写修订理由',
  explained: '写处理理由',
  accepted: '接受修订',
  rejected: '拒绝修订',
  sent: '送审',
  returned: '收回审阅稿',
  saved: '存为版本',
  merged: '合并审阅稿',
  approved: '审签',
  'sent-back': '退回',
  'approval-sent': '发出审签文件',
  signed: '签发',
  'report-reopened': '开新一版',
  exported: '导出',
  'checks-ignored': '忽略检查项',
  'made-public': '定可否公开',
  reviewed: '公开审查',
  answered: '定采纳情况',
  removed: '移入回收站',
  restored: '从回收站取回',
  'declared-fit': '登记为可处理涉密文件',
  'declared-unfit': '撤销涉密登记',
  graded: '改密级',
  purged: '彻底清除',
  'key-made': '设密钥',
  'key-replaced': '换密钥',
  'key-known': '收入密钥卡',
  'key-ended': '停用密钥',
  'passphrase-changed': '改签发口令',
} as const;
export type Action = keyof typeof ACTIONS;

export const actionLabel = (action: string): string =>
  Object.hasOwn(ACTIONS, action) ? ACTIONS[action as Action] : action;

export type RecordEntry = {
  id: number;
  /** ISO 8601 UTC. */
  at: string;
  /** Person id; '' where nobody had said who they are. */
  person: string;
  /** As the person was named then. */
  name: string;
  action: string;
  /** One sentence: what exactly. May be empty. */
  details: string;
  /** Random 128 bits in hex, with which the details are in the hash; null where they may not be tried out, '' for entries of before. */
  salt: string | null;
  /** HMAC of the details with the salt; '' for entries of before, whose hash is over the details themselves. */
  commitment: string;
  /** Hash of the entry before, and its own, which covers that one; '' where a file may not have them. */
  previous: string;
  sha256: string;
};

/** Up to where a record can't lose anything unseen, and what protects it there. */
export type RecordProtection = {
  /** Id of the newest protected entry. */
  entry: number;
  by: 'signature' | 'export';
  /** ISO 8601 UTC. */
  at: string;
};

/** What was signed of a record (canonical JSON of a RecordStatement), and the signature over it. */
export type RecordSeal = { statement: string; signature: string };

/**
 * `intact`: every entry still fits the one before it, and the record still has all that was signed or handed out with a
 * file. `trouble`: what is wrong, in the user's words; '' where nothing is.
 */
export type RecordPage = {
  entries: RecordEntry[];
  intact: boolean;
  trouble: string;
  protected: RecordProtection | null;
  /** What was signed of it, oldest first; it goes into an exported record. */
  seals: RecordSeal[];
};

/** What an exported record says of itself. It is `invalid` also where no signature in it protects anything. */
export type RecordCheck = {
  answer: VerifyAnswer;
  /** True for `known` only. */
  ok: boolean;
  /** Entries that were read. */
  entries: number;
  /** Sentences for the user. */
  findings: string[];
};
