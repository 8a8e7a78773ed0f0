import { useEffect } from 'react';

/** The title of the window, and of its entry in the machine's task bar, while a report is open. */
export function useTitle(unit: string, year: number, isPublic: boolean): void {
  useEffect(() => {
    document.title = `${unit} ${year}年${isPublic ? '（公开版）' : ''} - 年述`;
  }, [unit, year, isPublic]);
  useEffect(
    () => () => {
      document.title = '年述';
    },
    [],
  );
}
