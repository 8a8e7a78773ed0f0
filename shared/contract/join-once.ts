/** All of the records in one. `never` for an empty list. */
export type Joined<Records extends readonly object[]> = Records extends readonly [
  infer First extends object,
  ...infer Rest extends readonly object[],
]
  ? Rest extends readonly []
    ? First
    : First & Joined<Rest>
  : never;

/**
 * Records with different keys as one. Throws where two of them have the same key: a spread would let the later one
 * win and say nothing. `what` names the kind of key in the message, e.g. `contract method`.
 */
export function joinOnce<const Records extends readonly object[]>(
  what: string,
  ...records: Records
): Joined<Records> {
  const joined: Record<string, unknown> = {};
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) {
      if (Object.hasOwn(joined, key)) throw new Error(`${what} ${key} is given twice`);
      joined[key] = value;
    }
  }
  // Each key came from the record that the type takes it from.
  return joined as Joined<Records>;
}
