/** A small fault that is put into the source on purpose: tests that stay green with it in would not see it by accident. */
export type Mutant = {
  /** What would go wrong for whom: the heading of a survivor. */
  why: string;
  file: string;
  /** Stands in the file exactly once. */
  find: string;
  put: string;
  /** Tests that should see it: as few as do, so that a mutant takes seconds. */
  tests: readonly string[];
};
