import { describe, expect, it } from 'vitest';

import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { toPrintHtml } from '../../../electron/backend/print/html.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { samplePolicy, sampleReport, sampleTemplate } from '../export/sample.ts';

/** Checked by the compiler: each line below stops compiling the type check when it no longer is an error. */
export function ungated(): unknown[] {
  const report = sampleReport();
  const lookalike = {
    edition: 'public' as const,
    blocks: [],
    title: '',
    unit: '',
    year: 2025,
    fileName: '',
    draft: false,
  };
  // @ts-expect-error a look-alike that has not been through the gate
  const bypass: EditionDocument = lookalike;
  return [
    bypass,
    // @ts-expect-error a report is no edition
    writeDocx(report),
    // @ts-expect-error a look-alike is no edition
    writeDocx(lookalike),
    // @ts-expect-error a look-alike is no edition
    toPrintHtml(lookalike, ''),
    // @ts-expect-error a look-alike is no edition
    writeText(lookalike),
    // @ts-expect-error a document is no edition
    writeText(report.document),
  ];
}

describe('writers', () => {
  it('take what the gate gives', () => {
    const doc: EditionDocument = toEdition(sampleReport(), sampleTemplate, 'public', samplePolicy);
    expect(writeText(doc)).toContain('**镇');
    expect(toPrintHtml(doc, '')).toContain('**镇');
  });
});
