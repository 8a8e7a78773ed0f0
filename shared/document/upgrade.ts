import { AppError } from '../errors/app-error.ts';
import { SCHEMA_VERSION, type ReportDocument } from './types.ts';

/** A document as some version of the program stored it. */
type Stored = { schema: number; blocks: unknown[] };

/** From the version of its key to the next. Version 1 is the first, so there is none yet. */
const UPGRADES: Record<number, (stored: Stored) => Stored> = {};

/**
 * Brings a stored document to this program's schema version.
 * Throws AppError('newer-database') for a version that this program does not know, 'invalid-document' for
 * what is no document at all.
 */
export function upgradeDocument(value: unknown): ReportDocument {
  if (!isStored(value)) {
    throw new AppError('invalid-document', '存储的文稿格式不对，已原样保留。请从备份恢复后重试。');
  }
  let stored = value;
  while (stored.schema < SCHEMA_VERSION) {
    const upgrade = UPGRADES[stored.schema];
    if (!upgrade) throw new AppError('invalid-document', `不认识文稿格式版本 ${stored.schema}，原文已保留。`);
    stored = upgrade(stored);
  }
  if (stored.schema > SCHEMA_VERSION) {
    throw new AppError('newer-database', '这份文稿由更新版本的年述保存，内容没有改动。请升级年述后再打开。');
  }
  return stored as ReportDocument;
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  const stored = value as Partial<Stored>;
  return Number.isInteger(stored.schema) && Array.isArray(stored.blocks);
}
