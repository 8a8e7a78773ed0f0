/** Nobody but the owner may read what a process with this mask makes. */
const PRIVATE = 0o077;

let usersMask: number | null = null;

/**
 * Has this process make private files from now on (POSIX: mode 0600 and 0700). For the processes that write into the
 * data folder: whatever they make there, by SQLite too, is closed to other users of the machine from its first moment.
 */
export function keepFilesPrivate(): void {
  usersMask ??= process.umask(PRIVATE);
}

/**
 * Mode of a file that the user has asked for outside of the data folder: an export is shared the way the user's other
 * files are.
 */
export function modeOfUsersFile(): number {
  return 0o666 & ~(usersMask ?? process.umask());
}

/** Runs `work` with the user's own mask: a program started there makes files the way the user is used to. */
export function withUsersMask<T>(work: () => T): T {
  if (usersMask === null) return work();
  const before = process.umask(usersMask);
  try {
    return work();
  } finally {
    process.umask(before);
  }
}
