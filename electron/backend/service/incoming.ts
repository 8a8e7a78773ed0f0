import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Files up to this size wait in memory, as long as there is room: a report has tens of kilobytes. */
const SMALL = 1024 * 1024;
/** Bytes that are written over in one go. */
const PIECE = 1024 * 1024;
const ROOM = 64 * 1024 * 1024;

/** Bytes of small files that wait in memory, of all batches. */
export class Room {
  #used = 0;

  take(size: number): boolean {
    if (size > SMALL || this.#used + size > ROOM) return false;
    this.#used += size;
    return true;
  }

  give(size: number): void {
    this.#used -= size;
  }
}

/** A file that comes in piece by piece, in order, and waits until it is taken in or left. */
export class Incoming {
  readonly size: number;
  received = 0;
  readonly #place: string;
  readonly #room: Room;
  /** Null where it waits on the disk. */
  #bytes: Buffer | null;

  constructor(place: string, size: number, room: Room) {
    this.size = size;
    this.#place = place;
    this.#room = room;
    this.#bytes = room.take(size) ? Buffer.alloc(size) : null;
    if (!this.#bytes) mkdirSync(dirname(place), { recursive: true });
  }

  add(data: Buffer): void {
    if (this.#bytes) data.copy(this.#bytes, this.received);
    else {
      // What a run that was killed has left under this name may be an original's second name: never written into.
      if (this.received === 0) rmSync(this.#place, { force: true });
      const handle = openSync(this.#place, this.received === 0 ? 'wx' : 'r+');
      try {
        writeSync(handle, data, 0, data.length, this.received);
      } finally {
        closeSync(handle);
      }
    }
    this.received += data.length;
  }

  /** Waits until a file that waits on the disk is really there: in the background, so that taking it in is quick. */
  async settle(): Promise<void> {
    if (this.#bytes) return;
    const handle = await open(this.#place, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  /** The bytes, or where they lie. */
  get source(): { bytes: Uint8Array } | { path: string } {
    return this.#bytes ? { bytes: this.#bytes } : { path: this.#place };
  }

  /** All of its bytes. */
  all(): Uint8Array {
    return this.#bytes ?? readFileSync(this.#place);
  }

  /** Writes over what came in before it is removed: for a file that may not be here at all. */
  wipe(): void {
    if (this.#bytes) this.#bytes.fill(0);
    else if (existsSync(this.#place)) {
      const handle = openSync(this.#place, 'r+');
      try {
        const nothing = Buffer.alloc(Math.min(PIECE, this.received));
        for (let at = 0; at < this.received; at += nothing.length)
          writeSync(handle, nothing, 0, Math.min(nothing.length, this.received - at), at);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    }
    this.remove();
  }

  remove(): void {
    if (this.#bytes) {
      this.#room.give(this.size);
      this.#bytes = null;
    } else rmSync(this.#place, { force: true });
  }
}

/** What a run that ended in the middle has left. Today's may be another process's, at work just now. */
export function removeLeftovers(folder: string, now: Date): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const place = join(folder, name);
    if (now.getTime() - statSync(place).mtimeMs > 86_400_000) rmSync(place, { recursive: true, force: true });
  }
}
