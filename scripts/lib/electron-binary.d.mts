/** The Electron program of the project where it is there already; nothing is fetched. */
export function installed(): string | null;

/** The Electron program, downloaded if it can be had. `reason` is a sentence without its full stop, or with a second one. */
export function electronProgram(): Promise<{ program: string } | { program: null; reason: string }>;
