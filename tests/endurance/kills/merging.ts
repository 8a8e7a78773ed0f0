import type { Backend } from '../../../electron/backend/service/registry.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import { originalView } from '../../../shared/document/resolve.ts';
import { behindRun, editWord } from '../../office/edit-word.ts';
import { READY, takeIn } from '../../unit/signoff/setup.ts';
import { inspect, must, start, tidies } from './inspect.ts';
import type { Kind } from './kind.ts';
import { drawMoment } from './moment.ts';
import { killWhile } from './victim.ts';

/** Places of the copy behind which somebody may write. */
const PLACES = ['营商环境持续改善。', '主要原因是创新不够。', '提高干部法治素养。'];

type Copy = { name: string; words: string; bytes: string };

/** Copies that came back from Word are taken in, one after the other: each whole, with its version and its record, or not at all. */
export const merging: Kind = async ({ draw, victims, folder }) => {
  const dataDir = folder();
  const backend = await start(dataDir);
  await backend.call('people.save', { person: { id: 'writer', name: '周明远', unit: '', role: 'writer' } });
  const id = await takeIn(backend, READY);
  const sent = await backend.call('review.export', { id, author: 'writer' });
  const { document, variables } = await backend.call('report.open', { id });
  await backend.close();
  const before = plainText(document.blocks, { variables });

  /** Copies that were answered, by what they brought, and those that were being taken in. */
  const taken = new Map<string, Copy>();
  let made = 0;
  const next = (): Copy => {
    made += 1;
    const words = `补写${made}号。`;
    // Of one and the same person, a part of what is there would count as an earlier state of it.
    const by = `审阅人${made}`;
    const ins = `<w:ins w:id="${9000 + made}" w:author="${by}" w:date="2026-11-20T09:30:00Z"><w:r><w:t>${words}</w:t></w:r></w:ins>`;
    const copy = editWord(Buffer.from(sent.bytes, 'base64'), (xml) => behindRun(xml, draw.pick(PLACES), ins));
    return { name: `第${made}份.docx`, words, bytes: copy.toString('base64') };
  };
  /** Milliseconds that a merge took, the last time that one came to its end. */
  let lasts = 300;

  const look = async (open: Backend, asked: readonly Copy[]): Promise<void> => {
    const report = await open.call('report.open', { id });
    const text = plainText(report.document.blocks, { variables: report.variables });
    must(
      plainText(originalView(report.document.blocks), { variables: report.variables }) === before,
      'words of the report itself are others',
    );
    const versions = (await open.call('version.list', { id })).filter(({ kind }) => kind === 'returned');
    const files: string[] = [];
    for (const { id: version } of versions) {
      const { merged } = await open.call('version.open', { id, version });
      files.push(...(merged?.files.map(({ name }) => name) ?? []));
    }
    const record = await open.call('record.list', { id });
    must(record.intact, 'the record is not intact');
    const noted = record.entries.filter(({ action }) => action === 'merged').map(({ details }) => details);
    for (const copy of [...taken.values(), ...asked]) {
      const is = {
        words: text.split(copy.words).length - 1,
        versions: files.filter((name) => name === copy.name).length,
        record: noted.filter((line) => line.includes(copy.name)).length,
      };
      const whole = Object.values(is).every((times) => times === 1);
      const none = Object.values(is).every((times) => times === 0);
      must(whole || (none && !taken.has(copy.name)), `${copy.name} is neither in nor out, or not in`, is);
      if (whole) taken.set(copy.name, copy);
    }
    must(files.length === taken.size, 'copies are in that nobody sent', files);
    const one = draw.pick([...taken.values(), ...asked]);
    if (!taken.has(one.name) || !draw.chance(0.2)) return;
    const { name, bytes } = one;
    const again = await open.call('review.merge', {
      id,
      files: [{ name, bytes }],
      author: 'writer',
      apply: true,
    });
    must(again.taken === null && again.files[0]?.again === true, 'a copy that is in is taken again', again);
  };

  return {
    round: async () => {
      const victim = await victims.take();
      await victim.open(dataDir);
      const asked: Copy[] = [];
      const moment = drawMoment(draw, 2 * lasts, [dataDir]);
      const merge = async (): Promise<void> => {
        const copies = Array.from({ length: draw.chance(0.2) ? 2 : 1 }, next);
        asked.push(...copies);
        const begun = performance.now();
        const files = copies.map(({ name, bytes }) => ({ name, bytes }));
        await victim.call('review.merge', { id, files, author: 'writer', apply: true });
        lasts = performance.now() - begun;
        for (const copy of copies) taken.set(copy.name, copy);
        moment.answered();
      };
      const on = async (): Promise<void> => {
        for (;;) await merge();
      };
      await killWhile(victim, draw, moment, [on]);
      await inspect(dataDir, (open) => look(open, asked));
    },
    end: () => tidies(dataDir),
  };
};
