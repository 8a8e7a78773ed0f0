import type { Db, Transaction } from './port.ts';

const SAVEPOINT = '"nianshu nested"';

/**
 * A transaction of what `work` does; within another one a savepoint. An error takes back what was done and goes on. SQLite
 * may have taken the whole transaction back by itself (a full disk): then nothing is left to be done.
 */
export function transactionOn<Args extends unknown[], Answer>(
  db: Db,
  work: (...args: Args) => Answer,
): Transaction<Args, Answer> {
  const as =
    (begin: string) =>
    (...args: Args): Answer => {
      const nested = db.inTransaction;
      db.exec(nested ? `SAVEPOINT ${SAVEPOINT}` : begin);
      try {
        const answer = work(...args);
        if (isPromise(answer)) throw new TypeError('Transaction function cannot return a promise');
        db.exec(nested ? `RELEASE ${SAVEPOINT}` : 'COMMIT');
        return answer;
      } catch (error) {
        if (db.inTransaction) {
          if (nested) db.exec(`ROLLBACK TO ${SAVEPOINT}; RELEASE ${SAVEPOINT}`);
          else db.exec('ROLLBACK');
        }
        throw error;
      }
    };
  return Object.assign(as('BEGIN'), {
    immediate: as('BEGIN IMMEDIATE'),
    exclusive: as('BEGIN EXCLUSIVE'),
  });
}

const isPromise = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
