import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BrowserPrinter } from '../../electron/backend/print/browser-printer.ts';
import type { Params } from '../../shared/contract/methods.ts';
import { openOffice, PASSPHRASE, READY, takeIn, type Office } from '../unit/signoff/setup.ts';

/** A signed report, its exported files by name, and the office that signed it. */
export type Genuine = {
  office: Office;
  /** The report, and another one that was signed by the same people. */
  id: string;
  other: string;
  /** Paths of its exports, and of others that things are taken from. */
  docx: string;
  pdf: string;
  otherDocx: string[];
  otherPdf: string[];
  close(): Promise<void>;
};

const STEPS = [
  { kind: 'draft', who: '' },
  { kind: 'check', who: '' },
  { kind: 'sign', who: '' },
] as const;

const PDF = '%PDF-1.4\n% 签批单\n';

/** Two reports, written, approved in three steps (one of them on paper), signed and exported. */
export async function makeGenuine(folder: string): Promise<Genuine> {
  const printer = new BrowserPrinter();
  const office = await openOffice(printer);
  const { backend } = office;
  await backend.call('settings.set', { key: 'approval', value: { steps: STEPS } });
  for (const person of ['writer', 'signer'])
    await backend.call('keys.make', { person, passphrase: PASSPHRASE });
  const id = await approved(office, READY, '甲');
  const other = await approved(office, READY.replace('612宗', '347宗').replace('1200人次', '2300人次'), '乙');
  const files: Record<string, string> = {};
  for (const [report, name] of [
    [id, 'a'],
    [other, 'b'],
  ] as const)
    for (const edition of ['internal', 'public'] as const)
      for (const format of ['docx', 'pdf'] as const) {
        const made = await backend.call('export.make', {
          id: report,
          format,
          edition,
          allowLeftovers: true,
        });
        const file = join(folder, `${name}-${edition}.${format}`);
        writeFileSync(file, Buffer.from(made.bytes, 'base64'));
        files[`${name}-${edition}.${format}`] = file;
      }
  const of = (name: string): string => files[name] ?? '';
  return {
    office,
    id,
    other,
    docx: of('a-internal.docx'),
    pdf: of('a-internal.pdf'),
    otherDocx: [of('a-public.docx'), of('b-internal.docx')],
    otherPdf: [of('a-public.pdf'), of('b-internal.pdf')],
    close: async () => {
      await office.close();
      await printer.close();
    },
  };
}

async function approved({ backend }: Office, text: string, mark: string): Promise<string> {
  const id = await takeIn(backend, text);
  // An edit behind the file that it came from, so that the store has its log.
  const { revision } = await backend.call('report.open', { id });
  await backend.call('report.apply', {
    id,
    session: 's',
    batch: `edit-${mark}`,
    base: revision,
    ops: [{ type: 'insert_text', path: [1, 0], offset: 0, text: '全年，' }],
    author: 'writer',
  });
  const take = async (more: Pick<Params<'approval.take'>, 'step' | 'person' | 'how'>): Promise<void> => {
    const now = await backend.call('report.open', { id });
    await backend.call('approval.take', {
      id,
      revision: now.revision,
      opinion: '同意。',
      date: '2023-12-20',
      passphrase: PASSPHRASE,
      ...more,
    });
  };
  const scan = (name: string): NonNullable<Params<'approval.take'>['how']> => ({
    kind: 'paper',
    name: '陈秋实',
    unit: '青禾镇',
    scan: { name, bytes: Buffer.from(`${PDF}${name}${mark}`).toString('base64') },
  });
  await take({ step: STEPS[0], person: 'writer', how: scan(`拟稿单${mark}.pdf`) });
  await take({ step: STEPS[1], person: 'writer', how: scan(`核稿单${mark}.pdf`) });
  await take({ step: STEPS[2], person: 'signer', how: { kind: 'own' } });
  return id;
}
