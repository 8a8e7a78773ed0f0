import { whenText } from '../../base/when.ts';

/** When it was, as of the moment in which it is drawn. */
export function whenNow(iso: string): string {
  return whenText(iso, new Date());
}
