import { createHash } from 'node:crypto';

/** Stands in a review copy for an image whose bytes are missing: one grey pixel, so that the place is seen and comes back. */
export const PLACEHOLDER = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mO4CQAA2wDayV3H9QAAAABJRU5ErkJggg==',
  'base64',
);

export const PLACEHOLDER_HASH = createHash('sha256').update(PLACEHOLDER).digest('hex');
