import {
  CircleAlert,
  FileText,
  FileType,
  NotebookText,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react';
import { RadioGroup } from 'radix-ui';
import { useState } from 'react';

import type { ExportResult } from '../../../shared/contract/export.ts';
import { fileNameOf, markedFileName } from '../../../shared/edition/file-name.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { EditionChoice, ExportChoice } from './export-choice.tsx';
import { ExportFrame } from './export-frame.tsx';
import { LayoutDialog } from './layout-dialog.tsx';
import { LeftoversList } from './leftovers-list.tsx';
import { printMade } from './print-pages.ts';
import { usePageCount } from './use-page-count.ts';
import { useExport } from './use-export.ts';
import { ProofNote } from './proof-note.tsx';
import { ReviewSheetRow } from './review-sheet-row.tsx';
import { useLeftovers } from './use-leftovers.ts';
import type { Saved } from './save-file.ts';
import { useReviewSheet } from './use-review-sheet.ts';
import type { Edition } from '../../../shared/edition/edition.ts';
import { EXPORT_FORMATS, FORMATS, showsMarks, type ExportFormat } from '../../../shared/contract/formats.ts';

import './export.css';

const ICONS: Record<ExportFormat, LucideIcon> = { docx: FileType, pdf: NotebookText, txt: FileText };

const MARKS = [
  { value: 'clean', label: '清稿' },
  { value: 'marked', label: '花脸稿' },
] as const;

type Props = {
  session: ReportSession;
  edition: Edition;
  template: Template | null;
  emptyFields: number;
  /** Opened with the marked-up draft (花脸稿). */
  marked?: boolean;
  /** The pages go to a printer and not into a file. */
  printing?: boolean;
  onClose: () => void;
};

export function ExportDialog({
  session,
  edition: initial,
  template,
  emptyFields,
  marked: wantsMarks = false,
  printing = false,
  onClose,
}: Props) {
  const client = useClient();
  const [format, setFormat] = useState<ExportFormat>(wantsMarks || printing ? 'pdf' : 'docx');
  const [edition, setEdition] = useState<Edition>(wantsMarks ? 'internal' : initial);
  const [marks, setMarks] = useState<'clean' | 'marked'>(wantsMarks ? 'marked' : 'clean');
  const exporting = useExport<ExportResult>(printing ? printMade : undefined);
  const { stage, busy, change } = exporting;
  const { detail } = session;
  const unit = session.snapshot().variables.unit || detail.unit;
  const [settings] = useSetting('editions');
  const [setUp, setSetUp] = useState(false);
  const known = template ?? undefined;
  const report = { unit, year: detail.year, state: detail.state };
  const isPublic = edition === 'public';
  // What was struck out is for nobody outside.
  const markedFormat = !isPublic && showsMarks(format) ? format : null;
  const marked = markedFormat !== null && marks === 'marked';
  const policy = editionPolicy(known, settings);
  const stem = marked ? markedFileName(report, known, policy) : fileNameOf(report, known, edition, policy);
  const name = `${stem}.${format}`;
  const leftovers = useLeftovers(session, isPublic);
  // Decided anew, a question stands otherwise in the sheet.
  const review = useReviewSheet(session, isPublic, leftovers.found);
  const mustDecide = isPublic && (leftovers.found === null || leftovers.open > 0);

  const run = () =>
    exporting.run(async (options, say) => {
      // What goes out is what is stored: the last words must be in first.
      say('正在保存…');
      await session.flush();
      say('正在生成…');
      const { id, revision } = session;
      const purpose = printing ? 'print' : 'file';
      return marked
        ? client.call('export.marked', { id, format: markedFormat, revision, purpose }, options)
        : client.call('export.make', { id, format, edition, revision, purpose }, options);
    });
  const pages = usePageCount(session, edition, printing && !marked && !mustDecide);

  return (
    <ExportFrame
      width={560}
      title={printing ? '打印' : '导出'}
      {...(printing ? { about: '印的就是导出的 PDF，和版式预览一样；A4 纸，按实际大小。' } : {})}
      verb={printing ? '打印' : '导出'}
      exporting={exporting}
      done={printing ? ({ pages: made }) => (made === null ? '。' : `，共 ${made} 页。`) : doneWords}
      notes={notesOf}
      aside={
        <Button variant="plain" icon={SlidersHorizontal} onClick={() => setSetUp(true)}>
          版式设置
        </Button>
      }
      action={{ disabled: mustDecide || (isPublic && leftovers.busy), run: () => void run() }}
      onClose={onClose}
    >
      {!printing && (
        <RadioGroup.Root
          className="export-formats"
          aria-label="格式"
          value={format}
          disabled={busy}
          onValueChange={(value) => {
            setFormat(value as ExportFormat);
            change();
          }}
        >
          {EXPORT_FORMATS.map((value) => {
            const { label, about } = FORMATS[value];
            const Icon = ICONS[value];
            return (
              <RadioGroup.Item key={value} value={value} className="export-format">
                <Icon size={20} strokeWidth={1.5} aria-hidden />
                <strong>{label}</strong>
                <span>{about}</span>
              </RadioGroup.Item>
            );
          })}
        </RadioGroup.Root>
      )}
      <EditionChoice
        value={edition}
        exporting={exporting}
        onChange={setEdition}
        hints={{
          internal: '所有数据和名称都印出，只供内部报送和存档。',
          public: '标为“内部”的数据和名称全部换成 *，文件名和文件属性里也没有。',
        }}
      />
      {markedFormat && (
        <ExportChoice
          label="修订和批注"
          value={marks}
          options={MARKS}
          exporting={exporting}
          onChange={setMarks}
          hint={marked ? FORMATS[markedFormat].marked : '修订全部接受后的样子，不带批注。'}
        />
      )}
      <div className="ui-label">
        <span>{printing ? '页数' : '文件名'}</span>
        {printing ? (
          <output className="tabular" aria-live="polite">
            {marked ? '花脸稿的页数，排好版才知道' : pages}
          </output>
        ) : (
          <code className="export-name">{stage.at === 'done' ? stage.made.name : name}</code>
        )}
      </div>
      {isPublic && leftovers.found && stage.at !== 'done' && (
        <LeftoversList
          found={leftovers.found}
          disabled={busy || leftovers.busy}
          onAllow={leftovers.allow}
          onMask={leftovers.mask}
          onMakeFields={leftovers.makeFields}
          onHide={leftovers.hide}
          onName={leftovers.name}
          onReveal={leftovers.reveal}
          onGoTo={(block) => {
            onClose();
            session.caret.goTo({ block });
          }}
        />
      )}
      {isPublic && stage.at !== 'done' && (
        <ReviewSheetRow
          session={session}
          review={review}
          required={settings.requireReview && detail.state === 'signed-off'}
          disabled={busy}
        />
      )}
      {emptyFields > 0 && stage.at === 'asking' && (
        <p className="export-note">
          <CircleAlert size={14} aria-hidden />
          还有 {emptyFields} 处数据未填，{printing ? '印出来' : '导出后'}是空的，或还是掩码。
        </p>
      )}
      {setUp && (
        <LayoutDialog session={session} unit={unit} template={template} onClose={() => setSetUp(false)} />
      )}
    </ExportFrame>
  );
}

function doneWords({ pages, bytes }: ExportResult): string {
  const size = Math.max(1, Math.round((bytes.length * 0.75) / 1024));
  return `，${pages === null ? '' : `共 ${pages} 页，`}${size.toLocaleString('zh-CN')} KB。`;
}

/** The side file, why the file is not stamped, what is missing in it, and which fonts stand in for others. */
function notesOf(made: ExportResult, saved: Saved): React.ReactNode {
  const fonts = Object.entries(made.substitutedFonts);
  return (
    <>
      {made.proof && <ProofNote proof={made.proof} saved={saved} />}
      {[made.unstamped, made.maskedAsSigned, made.imagesLost].map(
        (note) =>
          note && (
            <p className="export-note" key={note}>
              <CircleAlert size={16} aria-hidden />
              {note}
            </p>
          ),
      )}
      {fonts.length > 0 && (
        <div className="export-fonts">
          <p>这台电脑没有下面的公文字体，用了近似的代替；版式不变：</p>
          <ul>
            {fonts.map(([wanted, used]) => (
              <li key={wanted}>
                {wanted} → {used}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
