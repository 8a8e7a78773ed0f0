import { describe, expect, it } from 'vitest';

import { nameMaker } from '../../../electron/backend/pdf/maker.ts';

const AGENT = String.raw`(Mozilla/5.0 \(X11; Linux x86_64\) AppleWebKit/537.36 Chrome/140.0 Electron/45.4.1)`;

/** A PDF as Chromium writes it, of one object that says who made it. */
function pdf(creator: string): Uint8Array {
  const info = `1 0 obj\n<</Creator ${creator}\n/Producer (Skia/PDF m140)>>\nendobj\n`;
  const head = '%PDF-1.4\n';
  const start = head.length + info.length;
  const tail = `xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2\n/Root 1 0 R\n/Info 1 0 R>>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(head + info + tail, 'latin1');
}
const read = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('what a PDF says that it was made by', () => {
  it.each([AGENT, '<FEFF004D006F007A0069006C006C0061002F0035002E0030>'])(
    'is the program, not the machine: %s',
    (creator) => {
      const before = pdf(creator);
      const after = nameMaker(before);
      // Overwritten, not added to: nothing of it is left, and everything else stands where it stood.
      expect(read(after)).not.toMatch(/Linux|Mozilla|FEFF/);
      expect(read(after).replace(/\/Creator .*/, '')).toBe(read(before).replace(/\/Creator .*/, ''));
      expect(read(after)).toMatch(/\/Creator \(Nianshu\) *\n/);
      expect(after.length).toBe(before.length);
    },
  );

  it('stays where it is the program already, and where there is nothing to read', () => {
    const named = pdf('(Nianshu)');
    expect(nameMaker(named)).toBe(named);
    const none = Buffer.from('no PDF');
    expect(nameMaker(none)).toBe(none);
  });
});
