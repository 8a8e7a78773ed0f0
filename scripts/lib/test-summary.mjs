/**
 * The one line at the end of `npm test`.
 * @param {object | null} report what vitest's JSON reporter wrote, null when it wrote nothing
 * @param {number} failedChecks type check, lint and format checks that failed; each counts as one failure
 * @param {number} exitCode vitest's own exit code: an error outside any test is a failure as well
 * @returns {{ line: string, ok: boolean }}
 */
export function summaryLine(report, failedChecks, exitCode) {
  const passed = report?.numPassedTests ?? 0;
  // A file that can't be loaded has no tests that could fail, so it is counted itself.
  const brokenFiles = (report?.testResults ?? []).filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  let failed = (report?.numFailedTests ?? 0) + brokenFiles + failedChecks;
  if (failed === 0 && (exitCode !== 0 || report === null)) failed = 1;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  return {
    line: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    ok: failed === 0 && passed > 0,
  };
}
