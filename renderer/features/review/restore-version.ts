import { applyBlocks } from '../../../shared/review/apply-blocks.ts';
import type { VersionContent } from '../../../shared/review/types.ts';
import type { ReportSession } from '../../editor/session.ts';
import { asOneDirectStep } from '../../editor/with-history-steps.ts';

/** Makes the version's text the current one, as one step that undo takes back. Rows stay: they were never taken away. */
export function restoreVersion(session: ReportSession, version: VersionContent): void {
  session.whenSettled(() => {
    asOneDirectStep(session.editor, () => applyBlocks(session.editor, version.document.blocks));
    for (const key of new Set([...Object.keys(session.variables), ...Object.keys(version.variables)])) {
      const value = version.variables[key] ?? '';
      if ((session.variables[key] ?? '') !== value) session.setVariable(key, value);
    }
    session.followNow();
  });
}
