/** A value as ISO 32000-1, 7.3 knows it. Strings and names are bytes, one character each. */
export type Scalar =
  | { type: 'null' }
  | { type: 'boolean'; value: boolean }
  /** In the one spelling that its value has; a whole number and a real one stay apart, because readers tell them apart. */
  | { type: 'number'; text: string }
  | { type: 'name'; name: string }
  | { type: 'string'; bytes: string };
export type Dict = Map<string, Value>;
export type Ref = { type: 'ref'; number: number; generation: number };
export type Value = Scalar | { type: 'array'; items: Value[] } | { type: 'dict'; dict: Dict } | Ref;

/** A stream: its dictionary, where its data stand in the file, and the object that it is. */
export type Stream = {
  type: 'stream';
  dict: Dict;
  from: number;
  length: number;
  number: number;
  generation: number;
};

/** What a reference leads to. */
export type PdfObject = Exclude<Value, Ref> | Stream;

/**
 * A file that readers could take in different ways: it is damaged, needs to be mended before it can be shown, or uses
 * what no export of ours uses.
 */
export class UnusualPdf extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'UnusualPdf';
  }
}

/** A whole number that is neither negative nor beyond what a file can need; null for anything else. */
export function countOf(value: PdfObject | Value | undefined): number | null {
  if (value?.type !== 'number' || !/^\d{1,10}$/.test(value.text)) return null;
  return Number(value.text);
}

export const nameOf = (value: PdfObject | Value | undefined): string | null =>
  value?.type === 'name' ? value.name : null;
