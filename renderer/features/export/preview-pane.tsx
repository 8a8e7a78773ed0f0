import { CircleAlert, LoaderCircle } from 'lucide-react';
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { useEffect, useRef, useState } from 'react';

import type { PreviewResult } from '../../../shared/contract/export.ts';
import { isCancelled, messageOf, useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { PdfPage } from './pdf-page.tsx';
import { linesOnLastPage, openPdf } from './preview-pages.ts';
import { bytesOf } from './save-file.ts';
import type { Edition } from '../../../shared/edition/edition.ts';

import './export.css';

/** Milliseconds of rest after which the pages are made anew. */
const REST = 700;
/** So few lines on the last page look forgotten. */
const FEW_LINES = 2;

type Shown = { pdf: PDFDocumentProxy; result: PreviewResult; lastLines: number };

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  edition: Edition;
  /** Most characters; null: no limit. */
  maxWords: number | null;
  zoom: number;
};

/** The pages as they would be exported now: the very PDF, made anew when the report has changed. */
export function PreviewPane({ session, snapshot, edition, maxWords, zoom }: Props) {
  const client = useClient();
  const [layout] = useSetting('layout');
  const [editions] = useSetting('editions');
  const [shown, setShown] = useState<Shown | null>(null);
  const [busy, setBusy] = useState(true);
  const [failed, setFailed] = useState('');
  const first = useRef(true);

  useEffect(() => {
    const controller = new AbortController();
    const make = async () => {
      setBusy(true);
      try {
        await session.flush();
        const result = await client.call(
          'export.preview',
          { id: session.id, edition },
          { signal: controller.signal },
        );
        const pdf = await openPdf(bytesOf(result.bytes));
        const lastLines = await linesOnLastPage(pdf);
        if (controller.signal.aborted) return;
        setShown({ pdf, result, lastLines });
        setFailed('');
        setBusy(false);
      } catch (error) {
        if (isCancelled(error) || controller.signal.aborted) return;
        setFailed(messageOf(error));
        setBusy(false);
      }
    };
    const timer = setTimeout(() => void make(), first.current ? 0 : REST);
    first.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
    // Whatever the pages follow from: the report, and the unit's settings.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [client, session, edition, snapshot.blocks, snapshot.variables, layout, editions]);

  useEffect(() => () => void shown?.pdf.loadingTask.destroy(), [shown]);

  const fonts = Object.entries(shown?.result.substitutedFonts ?? {});
  const words = shown?.result.words ?? 0;
  const tooLong = maxWords !== null && words > maxWords;
  const width = Math.round(A4 * zoom);
  const orphan = shown !== null && shown.result.pages > 1 && shown.lastLines <= FEW_LINES;
  return (
    <section className="preview" aria-label="版式预览" aria-busy={busy}>
      <header className="preview-bar">
        <output className="tabular" aria-live="polite">
          {shown ? `共 ${shown.result.pages} 页 · ${words.toLocaleString('zh-CN')} 字` : '正在排版…'}
        </output>
        {tooLong && (
          <span className="preview-warning">
            <CircleAlert size={14} aria-hidden />
            超过上限 {maxWords.toLocaleString('zh-CN')} 字
          </span>
        )}
        {orphan && (
          <span className="preview-warning">
            <CircleAlert size={14} aria-hidden />
            最后一页只有 {shown.lastLines} 行，可以删几个字收回去
          </span>
        )}
        <span className="grow" />
        {busy && shown && (
          <span className="preview-busy">
            <LoaderCircle size={14} aria-hidden />
            正在更新…
          </span>
        )}
        {fonts.length > 0 && (
          <span
            className="preview-fonts"
            title={fonts.map(([wanted, used]) => `${wanted} → ${used}`).join('\n')}
          >
            {fonts.length} 种公文字体用了代替字体
          </span>
        )}
      </header>
      {failed ? (
        <p className="ui-error preview-failed" role="alert">
          <CircleAlert size={14} aria-hidden />
          {failed}
        </p>
      ) : (
        <ol className="preview-pages">
          {shown &&
            Array.from({ length: shown.result.pages }, (_, at) => (
              <li key={at}>
                <PdfPage
                  pdf={shown.pdf}
                  number={at + 1}
                  width={width}
                  style={{ width, height: Math.round((width * 297) / 210) }}
                />
              </li>
            ))}
        </ol>
      )}
    </section>
  );
}

/** Width of A4 in CSS pixels. */
const A4 = (210 / 25.4) * 96;
