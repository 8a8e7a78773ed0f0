import { AppError } from '../../../shared/errors/app-error.ts';

/**
 * Refuses to sign or send out what the person has not seen: another window, another program on the same data folder or
 * a merge may have saved since. Throws AppError('stale-revision').
 * @param shown the revision that the window shows; undefined where nothing is shown (command line)
 * @param deed what is not done, as in 没有签发
 */
export function mustBeShown(report: { revision: number }, shown: number | undefined, deed: string): void {
  if (shown === undefined || shown === report.revision) return;
  throw new AppError(
    'stale-revision',
    `这份报告刚才在别处改过，与窗口里显示的不同，没有${deed}。请看过改动后再${deed}。`,
    { details: { revision: report.revision } },
  );
}
