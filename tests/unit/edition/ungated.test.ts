import { describe, expect, it } from 'vitest';

import { writeDocx } from '../../../electron/backend/docx/write/write-docx.ts';
import { toPrintHtml } from '../../../electron/backend/print/html.ts';
import { markedHtml } from '../../../electron/backend/print/marked-html.ts';
import { exportParams } from '../../../shared/contract/export.ts';
import { toEdition } from '../../../shared/edition/gate.ts';
import { toMarked } from '../../../shared/edition/marked.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { layout } from '../../../shared/settings/layout.ts';
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
  const source = { ...report, review: { revisions: [], threads: [], decisions: [] }, people: [] };
  const marked = toMarked(source, sampleTemplate, samplePolicy, layout.parse(undefined));
  const open = toEdition(report, sampleTemplate, 'public', samplePolicy);
  // @ts-expect-error a marked-up draft is never public
  const outside: 'public' = marked.edition;
  return [
    bypass,
    outside,
    // @ts-expect-error a marked-up draft is no edition
    toPrintHtml(marked, ''),
    // @ts-expect-error a marked-up draft is no edition
    writeDocx(marked),
    // @ts-expect-error a marked-up draft is no edition
    writeText(marked),
    // @ts-expect-error an edition is no marked-up draft
    markedHtml(open, '', new Date()),
    // @ts-expect-error its maker knows no edition
    toMarked(source, sampleTemplate, 'public', samplePolicy, layout.parse(undefined)),
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
  it('are asked for a marked-up draft without an edition', () => {
    const params = exportParams['export.marked'];
    expect(params.safeParse({ id: 'a', format: 'docx' }).success).toBe(true);
    for (const edition of ['public', 'internal'])
      expect(params.safeParse({ id: 'a', format: 'pdf', edition }).success).toBe(false);
  });

  it('take what the gate gives', () => {
    const doc: EditionDocument = toEdition(sampleReport(), sampleTemplate, 'public', samplePolicy);
    expect(writeText(doc)).toContain('**镇');
    expect(toPrintHtml(doc, '')).toContain('**镇');
  });
});
