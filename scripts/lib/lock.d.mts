/** Does `work` while no other process of this project does. */
export function withLock<T>(name: string, work: () => Promise<T>): Promise<T>;
