import { z } from 'zod';

export const MAX_PHRASE = 2000;

/** 好句: sentences that the writer marked to use again. */
export const phrase = z.strictObject({
  id: z.string().min(1).max(64),
  text: z.string().trim().min(2).max(MAX_PHRASE),
  tags: z.array(z.string().trim().min(1).max(20)).max(10),
  /** Where it was marked: unit and year. */
  from: z.string().max(200),
  /** ISO 8601 UTC. */
  at: z.string().max(40),
});
export type Phrase = z.output<typeof phrase>;

export const phraseLibrary = z
  .array(phrase)
  .max(5000)
  .default(() => []);
