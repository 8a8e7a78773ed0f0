import { z } from 'zod';

/** Id of the person who works on this machine; null until somebody says who they are. There is no default person. */
export const currentPerson = z.string().min(1).max(64).nullable().default(null);
