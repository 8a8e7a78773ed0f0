import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { bytesOf, type Call } from './strace.ts';

/** From when to when a call lasted. */
export type Span = { start: number; end: number };

/** A change of a file's bytes or of its length. */
export type DataStep = Span & ({ at: number; bytes: Buffer } | { size: number });

/** A file or folder, whatever it is called. */
export type Inode = {
  number: number;
  isFolder: boolean;
  /** What was in it before the run. */
  first: Buffer;
  steps: DataStep[];
  /** When the program waited until it was on the disk, and what it was called then. */
  syncs: (Span & { path: string })[];
};

/** An entry of a folder that leads somewhere else from now on, or nowhere. */
export type Entry = { folder: Inode; name: string; to: Inode | null };

/** Entries that change together: a renamed file is gone there and is here in one step. */
export type NameStep = Span & { entries: Entry[] };

/** All that a run did to a folder, and what it said meanwhile. */
export type Journal = {
  root: Inode;
  /** Entries as they were before the run. */
  first: Entry[];
  names: NameStep[];
  inodes: Inode[];
  /** Lines of its output, each with the time at which it was written. */
  said: { at: number; line: string }[];
};

type Handle = { inode: Inode; path: string; at: number; appends: boolean };

/** What is in a folder before a run: all of it is deemed to be on the disk. */
export type Before = { folder: string; files: Map<string, Buffer | null> };

/** Takes down a folder as it is; null stands for a folder in it. */
export function takeDown(folder: string): Before {
  const files = new Map<string, Buffer | null>();
  const within = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ entry, path: relative(folder, join(entry.parentPath, entry.name)) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { entry, path } of within)
    files.set(path, entry.isDirectory() ? null : readFileSync(join(folder, path)));
  return { folder, files };
}

/** Makes the journal of a run out of its calls. Throws where it changed files in a way that is not known here. */
export function journalOf(before: Before, calls: readonly Call[]): Journal {
  const reader = new Reader(before);
  for (const call of [...calls].sort((a, b) => when(a) - when(b))) reader.take(call);
  return reader.journal();
}

class Reader {
  readonly #before: Before;
  readonly #root: Inode;
  readonly #first: Entry[] = [];
  readonly #names: NameStep[] = [];
  readonly #inodes: Inode[] = [];
  readonly #said: Journal['said'] = [];
  readonly #entries = new Map<Inode, Map<string, Inode>>();
  readonly #handles = new Map<number, Handle>();
  #line = '';

  constructor(before: Before) {
    this.#before = before;
    this.#root = this.#make(true);
    for (const [path, bytes] of before.files) {
      const inode = this.#make(bytes === null, bytes ?? Buffer.alloc(0));
      const { folder, name } = this.#placeOf(join(before.folder, path)) ?? {};
      if (!folder || name === undefined) throw new Error(path);
      this.#first.push({ folder, name, to: inode });
      this.#entries.get(folder)?.set(name, inode);
    }
  }

  journal(): Journal {
    return {
      root: this.#root,
      first: this.#first,
      names: this.#names,
      inodes: this.#inodes,
      said: this.#said,
    };
  }

  take(call: Call): void {
    const { name, args, result } = call;
    switch (name) {
      case 'openat':
        this.#open(call, args[0], args[1] ?? '', args[2] ?? '');
        return;
      case 'open':
        this.#open(call, undefined, args[0] ?? '', args[1] ?? '');
        return;
      case 'close':
        this.#handles.delete(Number(args[0]));
        return;
      case 'lseek':
        this.#withHandle(args[0], (handle) => (handle.at = result));
        return;
      case 'write':
        if (args[0] === '1') this.#say(call, bytesOf(args[1] ?? '').subarray(0, result));
        this.#withHandle(args[0], (handle) => this.#append(handle, call, bytesOf(args[1] ?? '')));
        return;
      case 'writev':
        this.#withHandle(args[0], (handle) => this.#append(handle, call, vectorOf(args[1] ?? '')));
        return;
      case 'pwrite64':
        this.#withHandle(args[0], ({ inode }) =>
          this.#write(inode, call, Number(args[3]), bytesOf(args[1] ?? '').subarray(0, result)),
        );
        return;
      case 'pwritev':
      case 'pwritev2':
        this.#withHandle(args[0], ({ inode }) =>
          this.#write(inode, call, Number(args[3]), vectorOf(args[1] ?? '').subarray(0, result)),
        );
        return;
      case 'ftruncate':
        this.#withHandle(args[0], ({ inode }) => this.#resize(inode, call, Number(args[1])));
        return;
      case 'fallocate':
        this.#withHandle(args[0], ({ inode }) => {
          if (args[1] !== '0') throw new Error(`fallocate ${args[1]}`);
          const size = Number(args[2]) + Number(args[3]);
          if (size > contentOf(inode).length) this.#resize(inode, call, size);
        });
        return;
      case 'sendfile':
        this.#copy(call, { to: args[0], from: args[1], offset: args[2] });
        return;
      case 'copy_file_range':
        this.#copy(call, { from: args[0], offset: args[1], to: args[2], at: args[3] });
        return;
      case 'fsync':
      case 'fdatasync':
        this.#withHandle(args[0], ({ inode, path }) => inode.syncs.push({ ...spanOf(call), path }));
        return;
      case 'mmap':
        // The index of SQLite's log is never read after a cut; anything else that is written so would not be seen here.
        if (/PROT_WRITE/.test(args[2] ?? '') && /MAP_SHARED/.test(args[3] ?? ''))
          this.#withHandle(args[4], ({ path }) => {
            if (!path.endsWith('-shm')) throw new Error(`${path} is written by way of memory`);
          });
        return;
      case 'ioctl':
        if (/FICLONE/.test(args[1] ?? '')) this.#withHandle(args[0], () => unknown(call));
        return;
      case 'io_uring_setup':
        if (/IORING_SETUP_SQPOLL/.test(args.join()))
          throw new Error('calls are made by way of io_uring, and are not seen');
        return;
      case 'dup':
      case 'dup2':
      case 'dup3':
      case 'splice':
        this.#withHandle(args[0], () => unknown(call));
        return;
      case 'sync_file_range':
      case 'msync':
        return;
      default:
        this.#name(call);
    }
  }

  /** Calls that change names. */
  #name(call: Call): void {
    const { name, args } = call;
    const paths = args.filter((arg) => arg.startsWith('"')).map((arg) => bytesOf(arg).toString());
    const places = paths.map((path) => this.#placeOf(path));
    const [first, second] = places;
    if (places.every((place) => place === null)) return;
    const inode = first?.folder ? this.#entries.get(first.folder)?.get(first.name) : undefined;
    if (name.startsWith('mkdir') && first) this.#set(call, [{ ...first, to: this.#make(true) }]);
    else if ((name.startsWith('unlink') || name === 'rmdir') && first)
      this.#set(call, [{ ...first, to: null }]);
    else if (name.startsWith('rename') && first && second && inode)
      this.#set(call, [
        { ...first, to: null },
        { ...second, to: inode },
      ]);
    else if (name.startsWith('link') && first && second && inode) this.#set(call, [{ ...second, to: inode }]);
    else unknown(call);
  }

  #set(call: Call, entries: Entry[]): void {
    this.#names.push({ ...spanOf(call), entries });
    for (const { folder, name, to } of entries) {
      if (to) this.#entries.get(folder)?.set(name, to);
      else this.#entries.get(folder)?.delete(name);
    }
  }

  #open(call: Call, from: string | undefined, path: string, flags: string): void {
    const place = bytesOf(path).toString();
    if (from !== undefined && from !== 'AT_FDCWD' && !place.startsWith('/')) unknown(call);
    const found = this.#placeOf(place);
    this.#handles.delete(call.result);
    if (!found) return;
    let inode =
      found.name === '' ? found.folder : (this.#entries.get(found.folder)?.get(found.name) ?? undefined);
    if (!inode) {
      if (!/O_CREAT/.test(flags)) throw new Error(`${place} was opened, and nobody has made it`);
      inode = this.#make(false);
      this.#set(call, [{ ...found, to: inode }]);
    } else if (/O_TRUNC/.test(flags)) this.#resize(inode, call, 0);
    const name = relative(this.#before.folder, place);
    this.#handles.set(call.result, { inode, path: name, at: 0, appends: /O_APPEND/.test(flags) });
  }

  #copy(
    call: Call,
    { from, offset, to, at }: { from?: string; offset?: string; to?: string; at?: string },
  ): void {
    const target = this.#handles.get(Number(to));
    if (!target) return;
    const source = this.#handles.get(Number(from));
    if (!source) throw new Error(`${target.path} was copied from somewhere that is not watched`);
    const start = numberIn(offset) ?? source.at;
    if (numberIn(offset) === null) source.at += call.result;
    const bytes = contentOf(source.inode).subarray(start, start + call.result);
    const place = numberIn(at);
    if (place !== null) this.#write(target.inode, call, place, bytes);
    else this.#append(target, call, bytes);
  }

  #append(handle: Handle, call: Call, all: Buffer): void {
    const at = handle.appends ? contentOf(handle.inode).length : handle.at;
    this.#write(handle.inode, call, at, all.subarray(0, call.result));
    handle.at = at + call.result;
  }

  #write(inode: Inode, call: Call, at: number, bytes: Buffer): void {
    inode.steps.push({ ...spanOf(call), at, bytes });
  }

  #resize(inode: Inode, call: Call, size: number): void {
    inode.steps.push({ ...spanOf(call), size });
  }

  #say(call: Call, bytes: Buffer): void {
    const lines = (this.#line + bytes.toString()).split('\n');
    this.#line = lines.pop() ?? '';
    for (const line of lines) this.#said.push({ at: call.start, line });
  }

  #withHandle(number: string | undefined, work: (handle: Handle) => void): void {
    const handle = this.#handles.get(Number(number));
    if (handle) work(handle);
  }

  #make(isFolder: boolean, first: Buffer = Buffer.alloc(0)): Inode {
    const inode: Inode = { number: this.#inodes.length, isFolder, first, steps: [], syncs: [] };
    this.#inodes.push(inode);
    if (isFolder) this.#entries.set(inode, new Map());
    return inode;
  }

  /** The folder and the name that a path leads to; null outside of what is watched. The watched folder has no name. */
  #placeOf(path: string): { folder: Inode; name: string } | null {
    const { folder: root } = this.#before;
    if (path === root) return { folder: this.#root, name: '' };
    if (!path.startsWith(`${root}/`)) return null;
    const names = path.slice(root.length + 1).split('/');
    const name = names.pop() ?? '';
    let folder = this.#root;
    for (const one of names) {
      const next = this.#entries.get(folder)?.get(one);
      if (!next) throw new Error(`${path} lies in a folder that nobody has made`);
      folder = next;
    }
    return { folder, name };
  }
}

/** An offset that is given; null where the file's own place counts. */
const numberIn = (text?: string): number | null =>
  text === undefined || text === 'NULL' ? null : Number(/\d+/.exec(text)?.[0]);

/** What is closed is closed at once: its number may belong to another thread's file when the call comes back. */
const when = ({ name, start, end }: Call): number => (name === 'close' ? start : end);

const spanOf = ({ start, end }: Call): Span => ({ start, end });

function unknown({ name, args }: Call): never {
  throw new Error(`${name}(${args.join(', ').slice(0, 200)}) changes files in a way that is not known here`);
}

const vectorOf = (list: string): Buffer =>
  Buffer.concat([...list.matchAll(/iov_base=("[^"]*")/g)].map(([, text]) => bytesOf(text ?? '')));

/** What is in a file when all of its steps are done. */
export const contentOf = (inode: Inode): Buffer => apply(inode.first, inode.steps);

/** The bytes of a file after steps. */
export function apply(first: Buffer, steps: readonly DataStep[]): Buffer {
  let room = first.length;
  for (const step of steps) room = Math.max(room, 'size' in step ? step.size : step.at + step.bytes.length);
  const all = Buffer.alloc(room);
  first.copy(all);
  let size = first.length;
  for (const step of steps) {
    if ('size' in step) {
      if (step.size < size) all.fill(0, step.size, size);
      ({ size } = step);
    } else {
      step.bytes.copy(all, step.at);
      size = Math.max(size, step.at + step.bytes.length);
    }
  }
  return all.subarray(0, size);
}
