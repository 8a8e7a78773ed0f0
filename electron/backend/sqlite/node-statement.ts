import type { SQLInputValue, StatementSync } from 'node:sqlite';

import { bind, parametersOf, type Parameters } from './parameters.ts';
import type { Statement } from './port.ts';
import { sqliteErrorOf } from './node-error.ts';

type Found = Record<string, unknown>;

/** A statement of `node:sqlite` that answers as better-sqlite3 does. */
export class NodeStatement implements Statement {
  readonly #statement: StatementSync;
  readonly #sql: string;
  #parameters: Parameters | null = null;
  #pluck = false;

  constructor(statement: StatementSync, sql: string) {
    this.#statement = statement;
    this.#sql = sql;
    // Asked for numbers it refuses whole rows with an integer beyond 2^53, which damaged data may have.
    statement.setReadBigInts(true);
    // Names come with their marks: bare ones of two kinds it holds for a conflict.
    statement.setAllowBareNamedParameters(false);
  }

  run(...params: unknown[]): { changes: number; lastInsertRowid: number } {
    try {
      const { changes, lastInsertRowid } = this.#statement.run(...this.#bound(params));
      return { changes: Number(changes), lastInsertRowid: Number(lastInsertRowid) };
    } catch (error) {
      throw sqliteErrorOf(error);
    }
  }

  get(...params: unknown[]): unknown {
    try {
      const found = this.#statement.get(...this.#bound(params));
      return found === undefined ? undefined : this.#rowOf(found);
    } catch (error) {
      throw sqliteErrorOf(error);
    }
  }

  all(...params: unknown[]): unknown[] {
    try {
      return this.#statement.all(...this.#bound(params)).map((found) => this.#rowOf(found));
    } catch (error) {
      throw sqliteErrorOf(error);
    }
  }

  iterate(...params: unknown[]): IterableIterator<unknown> {
    let rows: Iterator<Found>;
    try {
      rows = this.#statement.iterate(...this.#bound(params));
    } catch (error) {
      throw sqliteErrorOf(error);
    }
    return this.#read(rows);
  }

  *#read(rows: Iterator<Found>): Generator {
    try {
      for (let next = rows.next(); !next.done; next = rows.next()) yield this.#rowOf(next.value);
    } catch (error) {
      throw sqliteErrorOf(error);
    } finally {
      rows.return?.();
    }
  }

  pluck(on = true): this {
    this.#pluck = on;
    // An array has its first column in its first place, whatever that is called.
    this.#statement.setReturnArrays(on);
    return this;
  }

  #bound(params: readonly unknown[]): SQLInputValue[] {
    this.#parameters ??= parametersOf(this.#sql);
    return bind(this.#parameters, params) as SQLInputValue[];
  }

  #rowOf(found: Found): unknown {
    if (this.#pluck) return valueOf((found as unknown as unknown[])[0]);
    const row = { ...found };
    for (const key in row) {
      const value = row[key];
      // Most are strings, and stay as they are.
      if (typeof value === 'bigint' || typeof value === 'object') row[key] = valueOf(value);
    }
    return row;
  }
}

function valueOf(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}
