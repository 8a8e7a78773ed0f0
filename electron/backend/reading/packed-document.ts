import { deserialize, serialize } from 'node:v8';

import type { ReportDocument } from '../../../shared/document/types.ts';

/** A document as bytes: who only keeps it until somebody has decided need not take a large one apart. */
export const packDocument = (document: ReportDocument): Uint8Array => serialize(document);

export const unpackDocument = (packed: Uint8Array): ReportDocument => deserialize(packed) as ReportDocument;
