import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openDb } from '../../../electron/backend/sqlite/driver.ts';
import { sha256 } from '../../../electron/backend/signing/hash.ts';
import { BrowserPrinter } from '../../../electron/backend/print/browser-printer.ts';
import { DATABASE } from '../../../electron/backend/store/base/database-file.ts';
import type { Block, Field, Inline } from '../../../shared/document/types.ts';
import { canonicalForm, signedText } from '../../../shared/signoff/canonical.ts';
import { attack } from '../../attack/attack.ts';
import { guessValue } from '../../attack/guess.ts';
import { openOffice, PASSPHRASE, READY, takeIn, type Office } from './setup.ts';

const SECRET = '37';
const OPINION = `同意印发，行政检查${SECRET}宗一事不对外。`;
const GUESSES = Array.from({ length: 100 }, (_, at) => String(at).padStart(2, '0'));

/** A signed report with a figure of two digits that no edition prints: everything else of it is known. */
describe('a small figure that is never printed', () => {
  let office: Office;
  let id: string;
  const printer = new BrowserPrinter();
  const files: { name: string; bytes: Uint8Array }[] = [];
  let words: (guess: string) => string[];

  const call: Office['backend']['call'] = (method, params, context) =>
    office.backend.call(method, params, context);
  const keep = ({ name, bytes }: { name: string; bytes: string }): number =>
    files.push({ name, bytes: new Uint8Array(Buffer.from(bytes, 'base64')) });

  beforeAll(async () => {
    office = await openOffice(printer);
    id = await takeIn(office.backend, READY.replace('612宗', `${SECRET}宗`));
    const { document, revision } = await call('report.open', { id });
    const path = placeOf(document.blocks, (field) => field.value === SECRET);
    await call('report.apply', {
      id,
      session: 's',
      batch: 'hide',
      base: revision,
      ops: [{ type: 'set_node', path, properties: {}, newProperties: { sensitivity: 'secret' } }],
      author: 'writer',
      review: {
        threads: [
          {
            id: 't1',
            author: 'writer',
            at: '2023-12-01T00:00:00Z',
            quote: `完成行政检查${SECRET}宗`,
            section: '',
            state: 'open',
            comments: [
              {
                id: 'c1',
                thread: 't1',
                author: 'writer',
                at: '2023-12-01T00:00:00Z',
                body: `行政检查 ${SECRET}宗、三十七宗、３７宗，请核对。`,
              },
            ],
          },
        ],
      },
    });
    keep(await call('review.export', { id, author: 'writer' }));
    for (const format of ['docx', 'pdf'] as const) keep(await call('export.marked', { id, format }));
    await call('review.setThreadState', { id, author: 'writer', thread: 't1', state: 'resolved' });
    await call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
    const now = (await call('report.open', { id })).revision;
    await call('signoff.sign', {
      id,
      revision: now,
      person: 'signer',
      opinion: OPINION,
      date: '2023-12-20',
      passphrase: PASSPHRASE,
    });
    for (const edition of ['internal', 'public'] as const)
      for (const format of ['docx', 'pdf', 'txt'] as const) {
        const made = await call('export.make', { id, format, edition, allowLeftovers: true });
        expect(made.unstamped).toBeUndefined();
        keep(made);
      }
    const report = await call('report.open', { id });
    const texts = files
      .filter(({ name }) => name.endsWith('.txt'))
      .map(({ bytes }) => new TextDecoder().decode(bytes));
    words = (guess) => {
      const json = JSON.stringify(report.document).replaceAll(`"value":"${SECRET}"`, `"value":"${guess}"`);
      const guessed = { ...report, document: JSON.parse(json) as typeof report.document };
      const { template, year, unit, variables, title } = guessed;
      const form = canonicalForm({ document: guessed.document, template, year, unit, variables });
      const printed = texts.map((text) => text.replaceAll(/\*+宗/g, `${guess}宗`));
      return [guess, `${guess}宗`, title, form, json, ...printed, ...printed.map((text) => signedText(text))];
    };
  }, 120_000);
  afterAll(async () => {
    await office.close();
    await printer.close();
  });

  it('stands in no file, nor does what the signer said of it', () => {
    expect(files).toHaveLength(9);
    const secrets = [`${SECRET}宗`, '三十七宗', OPINION, '不对外'];
    const leaks = files.flatMap(({ name, bytes }) =>
      attack(bytes, secrets, name).map((leak) => `${name}: ${leak.secret} in ${leak.where}`),
    );
    expect(leaks).toEqual([]);
  });

  it('stands in the record as it is shown, and not as it goes into a file', async () => {
    const shown = JSON.stringify(await call('record.list', { id }));
    expect(shown).toContain(`行政检查${SECRET}宗一事`);
    const written = JSON.stringify(await call('record.list', { id, forFile: true }));
    expect(written).toContain('行政检查**宗一事');
    expect(attack(new TextEncoder().encode(written), [`${SECRET}宗`, '三十七宗'])).toEqual([]);
  });

  it('is guessed from none of them, nor from all together', () => {
    expect(
      guessValue(
        files.map(({ bytes }) => bytes),
        GUESSES,
        words,
      ),
    ).toEqual([]);
  });

  it('would be guessed: it is from the stamp of before, in a moment', () => {
    const content = sha256(words(SECRET)[3] ?? '');
    const stamp = Buffer.from(JSON.stringify({ record: { content } })).toString('base64url');
    const before = new TextEncoder().encode(`<property>${stamp}</property>`);
    expect(guessValue([before], GUESSES, words)).toMatchObject([{ guess: SECRET, hash: content }]);
    const salted = sha256(`${'ab'.repeat(16)}${words(SECRET)[3]}`);
    const beside = new TextEncoder().encode(`${'ab'.repeat(16)} ${salted}`);
    expect(guessValue([beside], GUESSES, words)).toMatchObject([{ guess: SECRET, how: 'salted' }]);
  });

  it('stays checked: the store knows its own files, and a changed figure is found out', async () => {
    expect(await call('signoff.verify', { id })).toMatchObject({ ok: true, version: 2 });
    for (const { name, bytes } of files.slice(3).filter(({ name: file }) => !file.endsWith('.txt'))) {
      const found = await call('signoff.verifyFile', { name, bytes: Buffer.from(bytes).toString('base64') });
      expect(found).toMatchObject({ ok: true, version: 2, differences: [] });
    }
    const db = openDb(join(office.dataDir, DATABASE));
    db.exec('DROP TRIGGER versions_frozen');
    db.prepare('UPDATE versions SET content = replace(content, ?, ?), checksum = NULL WHERE kind = ?').run(
      `"value":"${SECRET}"`,
      '"value":"38"',
      'signed',
    );
    db.close();
    const found = await call('signoff.verify', { id });
    expect(found.ok).toBe(false);
    expect(found.findings.join('')).toContain('存着的签发稿被改过');
  });
});

describe('two reports of one signer', () => {
  it('have nothing in common in their public files', async () => {
    const office = await openOffice();
    try {
      const { backend } = office;
      await backend.call('keys.make', { person: 'signer', passphrase: PASSPHRASE });
      const stamps: string[] = [];
      for (const text of [READY, READY.replace('612宗', '613宗')]) {
        const id = await takeIn(backend, text);
        const { revision } = await backend.call('report.open', { id });
        await backend.call('signoff.sign', {
          id,
          revision,
          person: 'signer',
          opinion: '同意。',
          date: '2023-12-20',
          passphrase: PASSPHRASE,
        });
        const { bytes } = await backend.call('export.make', {
          id,
          format: 'docx',
          edition: 'public',
          allowLeftovers: true,
        });
        stamps.push(await stampIn(Buffer.from(bytes, 'base64')));
      }
      const parts = stamps.map((stamp): Record<string, unknown> => {
        const { signature, statement } = JSON.parse(stamp) as {
          signature: string;
          statement: Record<string, string>;
        };
        return { signature, ...statement };
      });
      const own = ['signature', 'nonce', 'issuer'] as const;
      for (const part of own) expect(parts[0]?.[part], part).not.toBe(parts[1]?.[part]);
      // What is left says which edition it is, and whether a sheet was recorded.
      for (const part of parts) {
        const rest = Object.entries(part).filter(([name]) => !['text', ...own].includes(name));
        expect(Object.fromEntries(rest)).toEqual({ edition: 'public', format: 3, how: 'own' });
      }
      // The key is in neither: only who has it from its holder can tell that it was his.
      const db = openDb(join(office.dataDir, DATABASE));
      const { public_key: key } = db.prepare('SELECT public_key FROM signer_keys').get() as {
        public_key: string;
      };
      db.close();
      for (const stamp of stamps) expect(stamp).not.toContain(key.slice(16, 40));
    } finally {
      await office.close();
    }
  }, 60_000);
});

async function stampIn(docx: Uint8Array): Promise<string> {
  const { OpenedFile } = await import('../../../electron/backend/files/source-file.ts');
  const { readSignedFile } = await import('../../../electron/backend/signing/read-signed.ts');
  const { stamp } = await readSignedFile(new OpenedFile({ name: 'a.docx', bytes: docx }));
  return Buffer.from((stamp ?? '').split('.')[0] ?? '', 'base64url').toString('utf8');
}

/** Path of a field of the text. */
function placeOf(blocks: readonly Block[], isIt: (field: Field) => boolean): number[] {
  for (const [at, block] of blocks.entries()) {
    if (block.type === 'table') continue;
    const child = block.children.findIndex(
      (node: Inline) => 'type' in node && node.type === 'field' && isIt(node),
    );
    if (child >= 0) return [at, child];
  }
  throw new Error('no such field');
}
