import { AppError } from '../errors/app-error.ts';
import { markedBlocks, withMarks } from './marked-blocks.ts';
import { SCHEMA_VERSION, type Block, type ReportDocument } from './types.ts';

/** A document as some version of the program stored it. */
type Stored = { schema: number; blocks: unknown[] };

/**
 * From the version of its key to the next. Every document of version 1 is one of version 2 as it stands, but for one
 * thing: a hidden section was a mark on its heading, and is one on each of its blocks since.
 */
const UPGRADES: Record<number, (stored: Stored) => Stored> = {
  1: ({ blocks }) => ({ schema: 2, blocks: blocks.every(isBlock) ? hiddenByBlock(blocks) : blocks }),
};

/**
 * A document that stands for itself (a draft, a copy, an example, the clipboard), in this program's schema version.
 * Throws AppError('newer-database') for a version that this program does not know, 'invalid-document' for
 * what is no document at all.
 */
export function upgradeDocument(value: unknown): ReportDocument {
  let stored: Stored = readDocument(value);
  while (stored.schema < SCHEMA_VERSION) {
    const upgrade = UPGRADES[stored.schema];
    if (!upgrade) throw new AppError('invalid-document', `不认识文稿格式版本 ${stored.schema}，原文已保留。`);
    stored = upgrade(stored);
  }
  return stored as ReportDocument;
}

/**
 * A document as it was stored, of any version that this program can read: for what goes on from it (the operations
 * that follow a snapshot) or vouches for it (a version, which may be signed). Throws as `upgradeDocument` does.
 */
export function readDocument(value: unknown): ReportDocument {
  if (!isStored(value)) {
    throw new AppError('invalid-document', '存储的文稿格式不对，已原样保留。请从备份恢复后重试。');
  }
  if (value.schema > SCHEMA_VERSION) {
    throw new AppError('newer-database', '这份文稿由更新版本的年述保存，内容没有改动。请升级年述后再打开。');
  }
  return value as ReportDocument;
}

/** The blocks with a mark on each block of a section that only its heading hid. */
export function hiddenByBlock(blocks: readonly Block[]): Block[] {
  const unmarked = [...markedBlocks(blocks)].filter(
    (id) => blocks.find((block) => block.id === id)?.secret !== true,
  );
  return unmarked.length === 0 ? [...blocks] : withMarks(blocks, new Set(unmarked));
}

function isStored(value: unknown): value is Stored {
  if (typeof value !== 'object' || value === null) return false;
  const stored = value as Partial<Stored>;
  return Number.isInteger(stored.schema) && Array.isArray(stored.blocks);
}

/** Enough of a block to say what hides it; what else is wrong with it is for others to say. */
function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string';
}
