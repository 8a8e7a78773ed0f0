import { expect, it } from 'vitest';

import { createBackend } from '../../../electron/backend/service/backend.ts';
import { reportHead } from '../../../shared/edition/head.ts';
import { testPorts } from './deps.ts';

it('what is printed around the text goes along with a copy, and in part into the next year', async () => {
  const ports = testPorts();
  const backend = await createBackend(ports);
  try {
    const { id } = await backend.call('report.create', {
      template: 'work-summary',
      year: 2024,
      unit: '青禾镇',
    });
    const head = reportHead.parse({
      copy: '000012',
      secrecy: '内部',
      number: '青府〔2025〕5号',
      signer: '林春生',
      mark: '青禾镇人民政府文件',
      contact: '周明远，0758-1234567',
      copies: '云川市司法局',
      printer: '党政综合办公室',
      printDate: '2025年1月16日',
    });
    await backend.call('report.setHead', { id, head });
    const { document, variables } = await backend.call('report.open', { id });

    const copy = await backend.call('report.saveCopy', { id, document, variables });
    expect(await backend.call('report.head', { id: copy.id })).toEqual(head);

    const make = (unit: string) =>
      backend.call('report.create', { template: 'work-summary', year: 2025, unit, from: id });
    const next = await make('青禾镇');
    const { mark, contact, copies, printer } = head;
    expect(await backend.call('report.head', { id: next.id })).toEqual(
      reportHead.parse({ mark, contact, copies, printer }),
    );
    const other = await make('白石乡');
    expect(await backend.call('report.head', { id: other.id })).toEqual(reportHead.parse({}));
  } finally {
    await backend.close();
    ports.remove();
  }
});
