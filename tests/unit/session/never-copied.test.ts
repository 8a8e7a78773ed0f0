import { expect, it } from 'vitest';

import { copiedHere, copySelection, FRAGMENT } from '../../../renderer/editor/copy-selection.ts';
import { openSession } from '../../../renderer/editor/session.ts';
import { makeField, makeNote, makeParagraph, makeTitle, padInlines } from '../../../shared/document/make.ts';
import type { ParagraphBlock } from '../../../shared/document/types.ts';
import { samplePolicy } from '../export/sample.ts';
import { startBackend, storedReport } from './backend-client.ts';

it('what is never printed is not on the clipboard, and is there again where it is put in', async () => {
  const running = await startBackend();
  const secret = { sensitivity: 'secret' as const, unit: '宗' };
  const base = { ...secret, value: '5318', year: 2024 };
  const id = await storedReport(running, [
    makeTitle('总结'),
    makeParagraph(padInlines([{ text: '办理' }, makeField({ ...secret, value: '7391' }), { text: '。' }])),
    makeParagraph(
      padInlines([
        { text: '其中' },
        makeField({ ...secret, value: '2467', last: { value: '1358', unit: '宗', year: 2024 } }),
        makeField({
          value: '比上年增长25%',
          sensitivity: 'internal',
          computed: { kind: 'change', source: 'x', base },
        }),
        // What another paragraph hides.
        makeNote('foot', '含7391宗'),
        { text: '。' },
      ]),
    ),
  ]);
  const here = await openSession(running.client(), id);
  try {
    const held = new Map<string, string>();
    const data = { setData: (type: string, text: string) => held.set(type, text) } as unknown as DataTransfer;
    const last = (here.editor.children[2] as ParagraphBlock).children.length - 1;
    here.editor.selection = { anchor: { path: [2, 0], offset: 0 }, focus: { path: [2, last], offset: 1 } };
    const report = { unit: '青禾镇', year: 2025 };
    copySelection(
      { editor: here.editor, report, template: null, variables: here.variables },
      data,
      samplePolicy,
    );
    const fragment = held.get(FRAGMENT) ?? '';
    const read = [...held.values(), decodeURIComponent(atob(fragment))].join('\n');
    expect(read).toContain('其中');
    for (const word of ['7391', '2467', '1358', '5318', '25%']) expect(read).not.toContain(word);
    // Cut and put in again in this window, nothing is lost.
    expect(JSON.stringify(copiedHere(fragment))).toContain('"value":"2467"');
    expect(copiedHere('other')).toBeNull();
  } finally {
    await here.close();
    await running.close();
  }
});
