/** What a command prints: `json` with `--json`, `text` without. */
export type Output = { json: unknown; text: string; exitCode: 0 | 1 | 2; complaints?: string[] };
