/** The database's name in the data folder. */
export const DATABASE = 'nianshu.db';

/** What follows its name: the database itself, and its logs. */
export const SUFFIXES = ['', '-wal', '-shm', '-journal'] as const;
