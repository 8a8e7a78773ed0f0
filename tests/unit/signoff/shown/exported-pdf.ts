import type { Operation } from 'slate';

import { BrowserPrinter } from '../../../../electron/backend/print/browser-printer.ts';
import { reportHead } from '../../../../shared/edition/head.ts';
import { layout } from '../../../../shared/settings/layout.ts';
import type { Block } from '../../../../shared/document/types.ts';
import { photo, richBlocks, richHead } from '../../../rich-report.ts';
import { openOffice, sign, takeIn, type Office } from '../setup.ts';

/** A report of a page or two, and one with notes, photos, tables, annexes and outline; real exports, signed and stamped. */
export type ExportedPdfs = { plain: Buffer; rich: Buffer; public: Buffer; head: Buffer };

export async function exportPdfs(): Promise<ExportedPdfs> {
  const printer = new BrowserPrinter();
  const office = await openOffice(printer);
  try {
    const plain = await takeIn(office.backend);
    await sign(office.backend, plain);
    const rich = await takeIn(office.backend);
    await enrich(office, rich);
    await sign(office.backend, rich);
    const make = async (id: string, edition: 'internal' | 'public'): Promise<Buffer> => {
      const made = await office.backend.call('export.make', {
        id,
        format: 'pdf',
        edition,
        allowLeftovers: true,
      });
      if (made.unstamped) throw new Error('not stamped');
      return Buffer.from(made.bytes, 'base64');
    };
    const first = {
      plain: await make(plain, 'internal'),
      rich: await make(rich, 'internal'),
      public: await make(rich, 'public'),
    };
    const value = layout.parse({ head: true, mark: '青禾镇人民政府文件', pageNumber: 'plain', seal: true });
    await office.backend.call('settings.set', { key: 'layout', value });
    return { ...first, head: await make(rich, 'internal') };
  } finally {
    await office.close();
    await printer.close();
  }
}

/** Puts what the invented report has into one that is ready to be signed: all but its title, number and signature. */
async function enrich({ backend }: Office, id: string): Promise<void> {
  const more = richBlocks().filter(
    ({ type, id: own }) => type !== 'title' && type !== 'signature' && own !== 'h1',
  );
  const annexes = more.findIndex(({ type }) => type === 'annex');
  await backend.call('asset.add', { bytes: Buffer.from(photo).toString('base64') });
  const { document, revision } = await backend.call('report.open', { id });
  const signature = document.blocks.findIndex(({ type }) => type === 'signature');
  const ops = more.map((node: Block, at): Operation => {
    const place = at >= annexes ? document.blocks.length + at : signature + at;
    return { type: 'insert_node', path: [place], node } as unknown as Operation;
  });
  await backend.call('report.apply', { id, session: 's', batch: 'b', base: revision, ops });
  await backend.call('report.setHead', { id, head: reportHead.parse(richHead) });
}
