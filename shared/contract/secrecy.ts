import { z } from 'zod';

import type { RecordPage } from '../signoff/record.ts';

const id = z.string().min(1).max(64);

export const secrecyParams = {
  /** Whether files with the grade of a state secret may be handled here, who said so, when and on what ground. */
  'secrecy.state': z.strictObject({}),
  /** Somebody declares this computer fit for such files, or takes that back. It is taken down in the unit's record. */
  'secrecy.declare': z.strictObject({ fit: z.boolean(), person: id, ground: z.string().trim().max(200) }),
  /** What was done that belongs to no report: declarations, texts that were erased. */
  'unit.record': z.strictObject({}),
} as const;

export type SecrecyState = {
  fit: boolean;
  by: string;
  /** ISO 8601 UTC; '' where nobody has said anything. */
  at: string;
  ground: string;
  /** It was declared for another computer, from which the data came. */
  elsewhere: boolean;
};

export type SecrecyResults = {
  'secrecy.state': SecrecyState;
  'secrecy.declare': SecrecyState;
  'unit.record': RecordPage;
};
