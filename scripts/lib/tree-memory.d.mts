/** Resident bytes of a process and of all that it has started; 0 where the system does not say. */
export function memoryOfTree(pid: number): number;
/** Watches a process until what it gives is called, which says the most that it and its children held together. */
export function watchMemory(pid: number, everyMs?: number): () => number;
