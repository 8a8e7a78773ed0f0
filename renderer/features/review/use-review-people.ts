import { useLayoutEffect } from 'react';

import type { ReportSession } from '../../editor/session.ts';
import { usePeople } from '../people/people-context.ts';

/** Tells the report who works at it, and the page whose colour is whose. */
export function useReviewPeople(session: ReportSession): void {
  const { people, person } = usePeople();
  useLayoutEffect(() => session.setPerson(person), [session, person]);
  useLayoutEffect(() => session.review.setPeople(people), [session, people]);
}
