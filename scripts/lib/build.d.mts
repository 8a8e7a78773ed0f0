/** Builds the program where it is not built yet. Ends this process where that fails. */
export function build(options?: { force?: boolean }): Promise<void>;
