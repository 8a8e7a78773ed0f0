import { z } from 'zod';

import { canonicalJson } from '../../../shared/signoff/canonical.ts';
import type { FileStatement, SideFile } from '../../../shared/signoff/types.ts';
import { fromAscii, toAscii } from '../properties/ascii.ts';
import { isSignedBy, signIssued } from './keys.ts';

/** Extension of the side file (核验文件), behind the whole name of the file that it is of. */
export const PROOF_ENDING = 'nsv';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const common = { format: z.literal(1), of: hash, file: z.enum(['docx', 'pdf']), anchor: hash };

const exportStatement = z.strictObject({
  ...common,
  kind: z.literal('export'),
  pages: z.union([hash, z.literal('')]),
  head: z.union([hash, z.literal('')]),
  pictures: z.array(hash).max(500),
});

const fileStatement = z.strictObject({
  ...common,
  kind: z.literal('file'),
  name: z.string().max(1000),
  size: z.int().min(0),
  sha256: hash,
});

/** The last part of a file's stamp: an ExportStatement, and the issuing key's signature over it. */
const exportPart = z.strictObject({ statement: exportStatement, signature: z.string().max(200) });
export type ExportPart = z.output<typeof exportPart>;

export const encodeExport = (part: ExportPart): string => toAscii(canonicalJson(part));
/** Null where it is damaged or none. */
export const decodeExport = (text: string): ExportPart | null => fromAscii(exportPart, text);

export const isExportSigned = (issuer: string, { statement, signature }: ExportPart): boolean =>
  isSignedBy(issuer, canonicalJson(statement), signature);

const sideFile = z.strictObject({
  format: z.literal(1),
  kind: z.literal('nianshu-proof'),
  statement: z.string().max(100_000),
  signature: z.string().max(200),
  file: z.string().max(10_000),
  fileSignature: z.string().max(200),
});

/** The text of a side file. */
export const writeSideFile = (side: SideFile): string => `${JSON.stringify(side, null, 2)}\n`;

export type ReadSideFile = { side: SideFile; file: FileStatement };

/** Null where the text is no side file. What it says is signed only where `isFileSigned` says so. */
export function readSideFile(text: string): ReadSideFile | null {
  try {
    const side = sideFile.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
    return { side, file: fileStatement.parse(JSON.parse(side.file)) };
  } catch {
    return null;
  }
}

export const isFileSigned = (issuer: string, { side, file }: ReadSideFile): boolean =>
  isStatementSigned(issuer, side.file, side.fileSignature) && canonicalJson(file) === side.file;

/** True where the two are halves of one key. @param secret base64 of the PKCS #8 form */
export function isIssuingKey(issuer: string, secret: string): boolean {
  try {
    return isSignedBy(issuer, issuer, signIssued(secret, issuer));
  } catch {
    return false;
  }
}

/** True where the issuing key has signed this text. */
export const isStatementSigned = (issuer: string, text: string, signature: string): boolean =>
  isSignedBy(issuer, text, signature);

/** A stored statement of a file's bytes; null where it is none. */
export function readFileStatement(text: string): FileStatement | null {
  try {
    return fileStatement.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
