import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

import { AppError, toWireError } from '../../../shared/errors/app-error.ts';
import { CHUNK, type Candidate, type Known, type Taken } from '../../../shared/contract/import-batch.ts';
import { unpackDocument } from '../reading/packed-document.ts';
import type { MarkedFile } from '../reading/marked-file.ts';
import type { RecognisedFile } from '../reading/tasks.ts';
import type { NewOriginal } from '../store/original-store.ts';
import { isFit, takeIntoHead } from './classified.ts';
import type { Deps } from './deps.ts';
import { imageOf } from '../files/image.ts';
import { Incoming, removeLeftovers, Room } from './incoming.ts';
import { OF_THE_FILE } from './import.ts';
import { putDown } from './record.ts';
import { UNKNOWN } from '../../../shared/merge/people-by-name.ts';
import { asKnownHere } from './people-of-marks.ts';
import { handlersFor, type Parsed } from './registry.ts';
import { settingOf } from './settings.ts';
import type { ReportDocument, Variables } from '../../../shared/document/types.ts';
import type { Review } from '../../../shared/review/types.ts';
import { UNKNOWN_UNIT } from '../../../shared/document/unit-name.ts';
import { hidesItsUnit, withoutUnitFields, withUnitFields } from '../../../shared/structure/unit-fields.ts';

type Staged = {
  name: string;
  file: Incoming;
  found?: Omit<RecognisedFile, 'images'>;
  original?: NewOriginal;
  /** Images of the file, which wait as it does. */
  images: Incoming[];
};

const EMPTY: Omit<Candidate, 'refused'> = {
  title: '',
  year: null,
  unit: null,
  template: '',
  sure: { title: 0, year: 0, unit: 0, template: 0 },
  counts: { headings: {}, items: 0, runs: 0, fields: 0 },
  doubtful: [],
  same: null,
  sameFile: null,
  twins: [],
  marked: null,
  copyOf: null,
};

/** How sure a year is that only the file's name says. */
const IN_NAME = 0.6;

/** Errors that say something of one file while the others can be stored. */
const OF_ONE = new Set([...OF_THE_FILE, 'bad-request', 'not-found', 'no-person', 'signed-off']);

export function importBatchHandlers(deps: Deps) {
  const { ports, store, templates, reader, emit } = deps;
  const all = [...templates.values()];
  const folder = join(ports.dataDir, 'incoming');
  const batches = new Map<string, Map<string, Staged>>();
  const room = new Room();
  removeLeftovers(folder, ports.now());

  const batchOf = (batch: string): Map<string, Staged> => {
    let files = batches.get(batch);
    if (!files) {
      files = new Map();
      batches.set(batch, files);
    }
    return files;
  };
  const staged = (batch: string, file: string): Staged => {
    const found = batches.get(batch)?.get(file);
    if (!found) throw new AppError('not-found', '这个文件没有传完，没有导入。请重新选择文件。');
    return found;
  };

  /** What is known of the whole batch: the same file twice in one folder. */
  const sameInBatch = (batch: string, own: Staged): Candidate['sameFile'] => {
    for (const other of batchOf(batch).values()) {
      if (other === own) return null;
      if (!other.original || !own.original) continue;
      if (other.original.hash === own.original.hash) return { name: other.name, how: 'bytes' };
      if (other.original.textHash === own.original.textHash) return { name: other.name, how: 'text' };
    }
    return null;
  };

  const twinsOf = (year: number | undefined, unit: string | undefined): Known[] =>
    year === undefined || unit === undefined ? [] : store.reports.twins(year, unit);

  /** The report that a review copy is of, where it is here; else the one whose text a marked file has. */
  const copyOf = (
    said: RecognisedFile['copyOf'],
    same: Candidate['same'],
    marked: MarkedFile | null,
  ): Candidate['copyOf'] => {
    if (!said) {
      if (same?.how !== 'text' || !marked || store.versions.list(same.id).length === 0) return null;
      const { id, title, year, unit } = same;
      return { title, year, known: { id, title, year, unit }, how: 'text' };
    }
    const id = store.versions.reportOf(said.version);
    const report = id === null ? undefined : store.reports.list().find((one) => one.id === id);
    const known = report && { id: report.id, title: report.title, year: report.year, unit: report.unit };
    return {
      title: known?.title || said.title,
      year: known?.year ?? said.year,
      known: known ?? null,
      how: 'says',
    };
  };

  /** The report that came from this file; what is kept of the file is set right where it has to be. */
  const sameAs = (original: NewOriginal): Candidate['same'] => {
    const same = store.originals.find(original.hash, original.textHash);
    if (!same) return null;
    return { ...same, ...(store.originals.mend(original) ? { mended: true as const } : {}) };
  };

  /** Stores who is named in a file's changes and comments, and is not known. */
  const takeMarks = (marked: MarkedFile): Review => {
    const { people, review } = asKnownHere(marked, store.review.people(), ports.now().toISOString());
    for (const person of people) store.review.savePerson(person);
    return review;
  };

  /** Stores one file, with its record; whole or not at all, also where the files around it are stored with it. */
  const takeOne = (
    { found, original, name, images }: Staged,
    { file, year, unit, template, marks = 'keep', into }: Parsed<'import.take'>['files'][number],
  ): Taken => {
    if (!found || !original)
      throw new AppError('bad-request', '这个文件还没有识别，没有导入。请重新选择文件。');
    return store.atomically(() => {
      // A version has no marks that nobody could decide on: it is the text as it was changed.
      const marked = into || marks === 'accept' ? null : found.marked;
      const { variables: said, doubtful: doubts } = marked ?? found;
      const packed = marked ? (marks === 'keep' ? marked.packed : marked.original) : found.packed;
      const { document, variables } = named(unpackDocument(packed), said, unit);
      // They come from a process that reads foreign files: what they are is looked at once more.
      for (const image of images) store.assets.add(imageOf(image.all()));
      const twins = twinsOf(year, unit).map((twin) => twin.id);
      let id: string;
      if (into) {
        id = into.report;
        store.versions.add(id, {
          name: name.slice(0, 80),
          // Nobody has said who they are: the store refuses, and says where to say it.
          author: settingOf(store, 'currentPerson') ?? '',
          document,
          variables,
          source: original,
        });
      } else {
        const review = marked && marks === 'keep' ? takeMarks(marked) : undefined;
        id = store.reports.insert({
          template,
          year,
          unit,
          document,
          variables,
          source: original,
          doubts,
          ...(review ? { review } : {}),
        });
      }
      // A version has a head of its own only where that is the grade of a state secret: then the report has it.
      if (!into || found.grade !== null) takeIntoHead(store, id, found.head);
      putDown(deps, { report: id, action: 'imported', details: into ? `存为版本，${name}` : name });
      return { file, id, twins };
    });
  };

  return handlersFor({
    'import.stage': ({ batch, file, name, size, offset, bytes }) => {
      // It starts while the file is on its way.
      reader.warm();
      const files = batchOf(batch);
      let entry = files.get(file);
      if (!entry) {
        // The key, not the name: names of other systems may be no names here.
        entry = { name, file: new Incoming(join(folder, safe(batch), safe(file)), size, room), images: [] };
        files.set(file, entry);
      }
      const data = Buffer.from(bytes, 'base64');
      if (offset !== entry.file.received || offset + data.length > entry.file.size || data.length > CHUNK)
        throw new AppError('bad-request', '文件没有按顺序传来，没有导入。请重新选择文件。');
      entry.file.add(data);
      return { received: entry.file.received };
    },

    'import.recognise': async ({ batch, file }, { signal }) => {
      const entry = staged(batch, file);
      // Saving and searching come first: between two files whatever waits is done.
      await nextTurn();
      signal.throwIfAborted();
      if (entry.file.received !== entry.file.size)
        throw new AppError('bad-request', '文件没有传完，没有导入。请重新选择文件。');
      try {
        await entry.file.settle();
        const { source } = entry.file;
        const { images, ...found } = await reader.read(
          { kind: 'recognise', file: { name: entry.name, ...source }, fit: isFit(store) },
          signal,
        );
        const { hash, textHash } = found;
        // A report that doesn't say its year is often filed under it.
        const year = found.year ?? yearInName(entry.name);
        entry.found = found;
        for (const image of entry.images) image.remove();
        entry.images = images.map((bytes, at) => {
          const place = join(folder, safe(batch), `${safe(file)}.image${at}`);
          const image = new Incoming(place, bytes.length, room);
          image.add(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
          return image;
        });
        entry.original = {
          name: entry.name,
          size: entry.file.size,
          ...('path' in source ? { file: source.path } : source),
          hash,
          textHash,
        };
        const same = sameAs(entry.original);
        return {
          title: found.title,
          year: year ?? null,
          unit: found.unit ?? null,
          template: found.template || (all[0]?.id ?? ''),
          sure:
            found.year === undefined && year !== undefined ? { ...found.sure, year: IN_NAME } : found.sure,
          counts: found.counts,
          // With its changes kept, nothing of it is left out.
          doubtful: (found.marked ?? found).doubtful,
          same,
          sameFile: sameInBatch(batch, entry),
          twins: twinsOf(year, found.unit),
          marked: markedOf(found.marked),
          copyOf: copyOf(found.copyOf, same, found.marked),
        };
      } catch (error) {
        if (!(error instanceof AppError) || !OF_THE_FILE.has(error.code)) throw error;
        if (error.code === 'classified') {
          // Of such a file nothing stays here, not even until the others are done.
          entry.file.wipe();
          for (const image of entry.images) image.wipe();
          batchOf(batch).delete(file);
        }
        return { ...EMPTY, refused: toWireError(error) };
      }
    },

    'import.take': ({ batch, files }) => {
      const known = files.map((wanted) => ({ wanted, entry: staged(batch, wanted.file) }));
      const results = store.atomically(() =>
        known.map(({ wanted, entry }): Taken => {
          try {
            return takeOne(entry, { ...wanted, unit: wanted.unit || UNKNOWN_UNIT });
          } catch (error) {
            if (!(error instanceof AppError) || !OF_ONE.has(error.code)) throw error;
            return { file: wanted.file, refused: toWireError(error) };
          }
        }),
      );
      for (const [at, { wanted, entry }] of known.entries()) {
        const result = results[at];
        if (!result || !('id' in result)) continue;
        batchOf(batch).delete(wanted.file);
        for (const one of [entry.file, ...entry.images]) one.remove();
        if (wanted.into) emit('versions.changed', { id: result.id });
      }
      emit('reports.changed', {});
      return results;
    },

    'import.discard': ({ batch }) => {
      for (const { file, images } of batches.get(batch)?.values() ?? [])
        for (const one of [file, ...images]) one.remove();
      batches.delete(batch);
      rmSync(join(folder, safe(batch)), { recursive: true, force: true });
      return {};
    },

    'import.doubts': ({ id }) => store.doubts.list(id),

    'import.settle': ({ id, block, kind }) => {
      store.doubts.settle(id, block, kind);
      return {};
    },

    'original.list': ({ id }) => store.originals.list(id),

    'original.read': ({ id, offset }) => {
      const { name, size, bytes } = store.originals.read(id, offset, CHUNK);
      return { name, size, bytes: Buffer.from(bytes).toString('base64') };
    },
  });
}

function markedOf(marked: MarkedFile | null): Candidate['marked'] {
  if (!marked) return null;
  const { changes, comments, people, notKept } = marked;
  return {
    changes,
    comments,
    people: people.flatMap(({ id, name }) => (id === UNKNOWN.id ? [] : [name])),
    notKept,
  };
}

/** The year in a file's name where there is just one: `2018年总结.docx`. */
function yearInName(name: string): number | undefined {
  const years = new Set(name.match(/(?<!\d)(?:19[89]\d|20\d\d)(?!\d)/g));
  const [only] = years;
  return years.size === 1 ? Number(only) : undefined;
}

/** A key as a file name: it came over the wire. */
function safe(key: string): string {
  return key.replaceAll(/[^\w-]/g, '_');
}

/**
 * The text with the name of its unit as the person has said it: that is the variable, and where it stands in the text it is
 * a field. A name that was recognised and is another one is words again: what came in reads as it came in. A redacted
 * text stays redacted.
 */
function named(
  document: ReportDocument,
  variables: Variables,
  unit: string,
): { document: ReportDocument; variables: Variables } {
  const was = variables['unit'] ?? '';
  if (unit === was || (was === '' && hidesItsUnit(document.blocks))) return { document, variables };
  const { unit: _, ...others } = variables;
  const bare = was === '' ? document.blocks : withoutUnitFields(document.blocks, was);
  return unit === UNKNOWN_UNIT
    ? { document: { ...document, blocks: bare }, variables: others }
    : { document: { ...document, blocks: withUnitFields(bare, unit) }, variables: { ...others, unit } };
}
