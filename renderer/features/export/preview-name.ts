import type { Edition, ExportFormat, ReportDetail } from '../../../shared/contract/methods.ts';
import type { DocumentSnapshot } from '../../editor/session.ts';

/** The name that the file will get. */
export function previewName(
  detail: ReportDetail,
  snapshot: DocumentSnapshot,
  format: ExportFormat,
  edition: Edition,
): string {
  const unit = edition === 'public' ? '**' : (snapshot.variables.unit ?? detail.unit);
  return `${unit}${detail.year}年报告（${edition === 'public' ? '公开版' : '内部版'}）.${format}`;
}
