/** The project's folder. */
export const root: string;
/** Node of the `node` development dependency. */
export const projectNode: string;
/** Where scripts remember things between runs. Never committed. */
export const cacheDir: string;
