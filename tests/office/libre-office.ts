import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One thing that somebody does in LibreOffice; see `edit.py`. */
export type OfficeStep = { by: string; do: string; untracked?: boolean; [key: string]: unknown };
export type OfficeJob = { file: string; out: string; steps: OfficeStep[] };

const script = fileURLToPath(new URL('./edit.py', import.meta.url));

/** Opens each file in a real LibreOffice, does the steps, and saves it as a Word file. */
export function editInOffice(jobs: readonly OfficeJob[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // The system's own Python: it is the one that LibreOffice's bridge is installed for.
    const child = execFile('/usr/bin/python3', [script], { timeout: 150_000 }, (error, _out, complaints) => {
      if (error) reject(new Error(`LibreOffice: ${complaints || error.message}`, { cause: error }));
      else resolve();
    });
    child.stdin?.end(JSON.stringify(jobs));
  });
}
