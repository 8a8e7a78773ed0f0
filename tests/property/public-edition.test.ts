import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { attack } from '../attack/attack.ts';
import { Campaign, hidden } from '../attack/campaign.ts';
import { buildCase, reportSpec, type ReportSpec } from '../attack/reports.ts';
import { OVER_HIDDEN_AT_MOST, workOnReports } from '../attack/worked/campaign.ts';
import { fc } from '../random.ts';

/** A few reports, half of them worked on first; the nightly run attacks two thousand and more (tests/attack/batch.ts). */
const RUNS = { reports: 12, worked: 12, pairs: 8, printedPairs: 2, internal: 5, printedInternal: 1 };

vi.setConfig({ testTimeout: 600_000, hookTimeout: 90_000 });

let campaign: Campaign;

beforeAll(async () => {
  campaign = await Campaign.open();
});

afterAll(() => campaign.close());

/** Which of the secrets an attacker reads in a file. */
const read = (bytes: Uint8Array, name: string, secrets: string[]): Set<string> =>
  new Set(attack(bytes, secrets, name).map((leak) => leak.secret));

describe('the public edition under attack', () => {
  it(`gives nothing away as Word, PDF, text and clipboard (${RUNS.reports} reports)`, async () => {
    await fc.assert(
      fc.asyncProperty(reportSpec, async (spec) => {
        expect(await campaign.report(spec, ['docx', 'txt', 'pdf'])).toEqual([]);
      }),
      { numRuns: RUNS.reports },
    );
  });

  it(`gives nothing away, and hides no more, of what was worked on (${RUNS.worked} reports, thirty acts each)`, async () => {
    const { failures, overHidden } = await workOnReports(20_251_220, RUNS.worked);
    expect(failures).toEqual([]);
    expect(overHidden.of).toBeGreaterThan(1000);
    expect(overHidden.share).toBeLessThan(OVER_HIDDEN_AT_MOST);
  });

  it(`gives nothing away in comparisons, tables and charts (${RUNS.pairs} pairs of reports)`, async () => {
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(reportSpec, reportSpec, async (first, second) => {
        // The browser is asked for some of them.
        const formats = printed < RUNS.printedPairs ? (['docx', 'pdf'] as const) : (['docx'] as const);
        printed += 1;
        expect(await campaign.pair(first, second, formats)).toEqual([]);
      }),
      { numRuns: RUNS.pairs },
    );
  });

  it(`says in no internal file what is never printed, nor can it be told from one (${RUNS.internal} reports)`, async () => {
    let printed = 0;
    await fc.assert(
      fc.asyncProperty(reportSpec, async (spec) => {
        printed += 1;
        expect(await campaign.internal(spec, printed <= RUNS.printedInternal)).toEqual([]);
        expect(await campaign.differences(spec)).toEqual([]);
      }),
      // A smaller counterexample would take minutes, and the differences say where to look.
      { numRuns: RUNS.internal, endOnFailure: true },
    );
  });

  it('would be found out: the attacker reads the same secrets in the internal edition', async () => {
    const sure = {
      what: 'field',
      kind: 'organisation',
      sensitivity: 'internal',
      split: false,
      commented: false,
      inserted: false,
      pick: 123_456_789,
    } as const;
    const spec = {
      title: [sure],
      blocks: [
        {
          type: 'paragraph',
          level: 1,
          secret: true,
          runIn: false,
          markDeleted: false,
          pieces: [
            { ...sure, what: 'sentence', split: true, commented: true },
            { ...sure, kind: 'figure' },
          ],
        },
        { type: 'table', level: 1, secret: false, runIn: false, markDeleted: false, pieces: [sure] },
        { type: 'heading', level: 1, secret: false, runIn: false, markDeleted: false, pieces: [sure] },
      ],
      signature: [sure],
      fixed: false,
      head: true,
      state: 'signed-off',
      pick: 987_654_321,
    } as const;
    const one = buildCase(structuredClone(spec) as unknown as ReportSpec);
    await campaign.with(one, async (id) => {
      const seen: Record<string, Set<string>> = {};
      for (const format of ['docx', 'pdf', 'txt'] as const) {
        const { bytes, name } = await campaign.export(id, format, 'internal');
        seen[format] = read(bytes, name, one.secrets);
      }
      // Values of fields, the secret paragraph and sentence, the unit's name; Word and PDF have the head, too.
      expect(seen['txt']?.size).toBeGreaterThanOrEqual(9);
      expect(seen['docx']?.size).toBeGreaterThanOrEqual(17);
      // What only the signature's record says stays in the store.
      // An internal file names who approved, where an edition may print the name.
      const { name: _name, ...inStore } = one.signedBy;
      for (const word of Object.values(inStore)) expect(seen['docx']).not.toContain(word);
      expect(seen['pdf']).toEqual(seen['docx']);

      const compared = await campaign.compared(id, id, 'docx', 'internal');
      // A comparison has neither head nor grades of secrecy.
      expect(read(compared.bytes, '', one.secrets).size).toBeGreaterThanOrEqual(8);
      const [workbook, ...charts] = await campaign.figures(one, 'internal');
      const figures = read(workbook?.bytes ?? new Uint8Array(), '', hidden(one));
      expect(one.labels.some((label) => figures.has(label))).toBe(true);
      expect(one.secrets.some((secret) => figures.has(secret) && /^\d+$/.test(secret))).toBe(true);
      // A chart says its figures in its title, and over its dots.
      const drawn = charts.flatMap(({ bytes }) => [...read(bytes, '', one.secrets)]);
      expect(drawn.some((secret) => /^\d+$/.test(secret))).toBe(true);
    });
  });
});
