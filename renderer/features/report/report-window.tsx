import {
  lazy,
  memo,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

import { countReport } from '../../../shared/document/count-report.ts';
import { countWords } from '../../../shared/document/plain-text.ts';
import { finalView, originalView } from '../../../shared/document/resolve.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import { ReadOnlyPage } from '../../editor/page/ReadOnlyPage.tsx';
import { ReportPage } from '../../editor/page/ReportPage.tsx';
import { Toolbar } from '../../editor/Toolbar.tsx';
import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { isBoolean, isOneOf, useStored } from '../../base/use-stored.ts';
import { RulesDialog } from '../checks/rules-dialog.tsx';
import { useCheckCommands } from '../checks/use-check-commands.ts';
import { useMarginClicks } from '../checks/use-margin-clicks.ts';
import { useChecks } from '../checks/use-checks.ts';
import { DoubtsBar } from '../doubts/doubts-bar.tsx';
import { useSetting } from '../../client/use-setting.ts';
import { useCommands } from '../../commands/registry.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { FindBar } from '../find/find-bar.tsx';
import { InsertIndicator } from '../fields/insert-indicator.tsx';
import { Examples } from '../outline/examples.tsx';
import { OutlinePanel } from '../outline/outline-panel.tsx';
import { useOutline } from '../outline/use-outline.ts';
import { SEGMENTS, type Segment } from '../past/past-panel.tsx';
import { useChecklistFirst } from '../past/use-checklist-first.ts';
import { useCarriedMarks } from '../past/use-carried-marks.ts';
import { useCarried } from '../past/use-carried.ts';
import { usePastTools } from '../past/use-past-tools.tsx';
import { PublicFind } from '../public/public-find.tsx';
import { PublicOutline } from '../public/public-outline.tsx';
import { PublicPage } from '../public/public-page.tsx';
import { PublicSide } from '../public/public-side.tsx';
import { PublicStrip } from '../public/public-strip.tsx';
import { useEdition, usePublicPlace } from '../public/use-edition.ts';
import { usePublicView } from '../public/use-public-view.ts';
import { ReviewMargin } from '../review/margin.tsx';
import { beginSectionComment } from '../review/review-actions.ts';
import { ReviewCommands } from '../review/review-commands.tsx';
import { useCollected } from '../review/use-collected.ts';
import { useNews } from '../review/use-news.ts';
import { useReviewPeople } from '../review/use-review-people.ts';
import { useStartMode } from '../review/use-start-mode.ts';
import { useWordReview } from '../review/use-word-review.tsx';
import { VersionsDialog } from '../review/versions-dialog.tsx';
import { ViewStrip } from '../review/view-strip.tsx';
import { REVIEW_VIEWS, type ReviewView } from '../review/views.ts';
import { usePurge } from '../secrecy/purge-context.ts';
import { ApprovalBanner } from '../signoff/approval-banner.tsx';
import { SignedBanner } from '../signoff/signed-banner.tsx';
import { useSignoff } from '../signoff/use-signoff.tsx';
import { MoreMenu } from './more-menu.tsx';
import { ReportBanners } from './report-banners.tsx';
import { ReportHead } from './report-head.tsx';
import { RIGHT_TABS, RightPanel, type RightTab } from './right-panel.tsx';
import { SidePanel } from './side-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { useCopyGuard } from './use-copy-guard.ts';
import { useDeskWidth } from './use-desk-width.ts';
import { useFocusMode } from './use-focus-mode.ts';
import { usePanelCommands } from './use-panel-commands.ts';
import { usePanels } from './use-panels.ts';
import { useSessionNotices } from './use-session-notices.ts';
import { useReportCommands, type ReportActions } from './use-report-commands.ts';
import { useCurrentBlock, useSnapshot } from './use-session.ts';
import { fitZoom, isZoom, zoomIn, zoomOut, type Zoom } from './zoom.ts';
import { useTitle } from './use-title.ts';

import './report.css';
import './print.css';

// The window renders when the hands rest; the page and its tools render by their own needs.
const Page = memo(ReportPage);
const Tools = memo(Toolbar);
// With the PDF reader, which nobody needs to write.
const PreviewPane = lazy(() =>
  import('../export/preview-pane.tsx').then((module) => ({ default: module.PreviewPane })),
);

const isTab = isOneOf(RIGHT_TABS);
const isSegment = isOneOf(SEGMENTS);

export function ReportWindow({ session, template }: { session: ReportSession; template: Template | null }) {
  const toast = useToast();
  const snapshot = useSnapshot(session);
  const outline = useOutline(snapshot, template, useCurrentBlock(session));
  const panels = usePanels();
  const [tab, setTab] = useStored<RightTab>('right.tab', 'fields', isTab);
  const [zoom, setZoom] = useStored<Zoom>('zoom', 'fit', isZoom);
  const [exporting, setExporting] = useState<'edition' | 'print' | 'print-marked' | null>(null);
  const carried = useCarried(session, snapshot);
  const [marking, setMarking] = useStored('carried.marking', false, isBoolean);
  useCarriedMarks(session, snapshot, carried, marking);
  const { addPhrase, dialogs } = usePastTools(session, template);
  const [segment, setSegment] = useStored<Segment>('past.segment', 'texts', isSegment);
  const past = {
    segment,
    onSegment: setSegment,
    carried,
    marking,
    onMarking: setMarking,
    onAddPhrase: addPhrase,
  };
  const [rulesOpen, setRulesOpen] = useState(false);
  const [preview, setPreview] = useState(false);
  const [lengthLimit] = useSetting('lengthLimit');
  const maxWords = lengthLimit ?? template?.maxLength ?? null;
  const [view, setView] = useState<ReviewView>('markup');
  const [versions, setVersions] = useState<'list' | 'send' | null>(null);
  const showPanel = panels.show;
  const collected = useCollected(session, snapshot);
  const news = useNews(session, snapshot, collected);
  useReviewPeople(session);
  useStartMode(session);
  const suggesting = useSyncExternalStore(session.review.subscribe, session.review.isSuggesting);
  // Without tracking, what is struck out would be lost unseen: then the clean view is only looked at.
  const writesClean = view === 'clean' && suggesting && !session.locked;
  const shownAs: ReviewView = writesClean ? 'markup' : view;
  const desk = useRef<HTMLDivElement>(null);
  const [edition, setEdition] = useEdition(session, desk);
  const showExport = useCallback(() => setExporting('edition'), []);
  const shown = usePublicView({
    session,
    snapshot,
    template,
    desk,
    edition,
    onEdition: setEdition,
    onDecide: showExport,
    of: exporting,
  });
  const { doc, inside } = shown;
  const publicPlace = usePublicPlace(desk, doc);
  const deskWidth = useDeskWidth(desk);
  const scale = zoom === 'fit' ? fitZoom(deskWidth) : zoom;
  const checks = useChecks(session, template);
  useCopyGuard();
  useEffect(() => session.onRefused((why) => toast({ text: why })), [session, toast]);
  useSessionNotices(session);

  const { blocks, variables } = snapshot;
  const unit = doc ? doc.unit : variables.unit || session.detail.unit;
  useTitle(unit, session.detail.year, doc !== null);
  const publicWords = useMemo(() => (doc ? countWords(writeText(doc)) : 0), [doc]);
  const { words, emptyFields } = useMemo(() => countReport(blocks, variables), [blocks, variables]);
  const viewed = useMemo(
    () => (view === 'markup' ? blocks : view === 'clean' ? finalView(blocks) : originalView(blocks)),
    [view, blocks],
  );

  const toggleLeft = panels.left.toggle;
  const toggleRight = panels.right.toggle;
  const keys = useMemo<ReportActions>(
    () => ({
      save: () =>
        void session
          .flush()
          .then(() => toast({ text: '已保存。平时停下来就会自动保存，不用按。' }))
          .catch((error: unknown) => toast({ text: messageOf(error) })),
      exportFile: () => setExporting('edition'),
      print: () => setExporting('print'),
      printMarked: () => setExporting('print-marked'),
      goHome: () => go({ at: 'start' }),
      toggleLeft,
      toggleRight,
      zoomIn: () => setZoom(zoomIn(scale)),
      zoomOut: () => setZoom(zoomOut(scale)),
      zoomFit: () => setZoom('fit'),
      togglePreview: () => setPreview((old) => !old),
      toggleEdition: () => setEdition(session.showsPublic ? 'internal' : 'public'),
    }),
    [session, toast, toggleLeft, toggleRight, scale, setZoom, setEdition],
  );
  useReportCommands(keys);
  const focusing = useFocusMode(session);

  const showTab = useCallback(
    (which: RightTab) => {
      setTab(which);
      showPanel('right');
    },
    [setTab, showPanel],
  );
  usePanelCommands(showTab);
  const showChecks = useCallback(() => showTab('checks'), [showTab]);
  const editRules = useCallback(() => setRulesOpen(true), []);
  useCheckCommands(session, checks, showChecks, editRules);
  useMarginClicks(desk, checks, showChecks);
  const showReview = useCallback(() => showTab('review'), [showTab]);
  const commentSection = useCallback(
    (heading: string) =>
      session.whenSettled(() => {
        if (beginSectionComment(session, heading)) showReview();
        else toast({ text: '这个标题还没有文字，写不了批注。请先写标题。' });
      }),
    [session, showReview, toast],
  );
  useCommands([
    {
      id: 'version.send',
      title: '送审，留一个版本',
      group: '审阅',
      words: '版本 轮次',
      run: () => setVersions('send'),
    },
    {
      id: 'version.list',
      title: '版本：查看、对比、恢复',
      group: '审阅',
      words: '历史 轮次',
      run: () => setVersions('list'),
    },
    ...REVIEW_VIEWS.map(({ value, label }) => ({
      id: `review.view-${value}`,
      title: `看${label}`,
      group: '审阅' as const,
      run: () => setView(value),
    })),
  ]);

  const startSuggesting = () => session.review.setSuggesting(true);
  // Whoever goes to a change wants to see it.
  useEffect(() => {
    if (view !== 'clean') return undefined;
    const { review } = session;
    let before = review.active();
    return review.subscribe(() => {
      const active = review.active();
      if (active !== before && review.rows().revisions.has(active ?? '')) setView('markup');
      before = active;
    });
  }, [session, view]);

  const signoff = useSignoff(session);
  const signed = session.detail.state === 'signed-off';
  const word = useWordReview(session, signed);

  useChecklistFirst(
    session,
    useCallback(() => {
      setTab('past');
      setSegment('carried');
    }, [setTab, setSegment]),
  );
  const { sign, signTitle, verify, record, opinions } = signoff;
  const { print, printMarked } = keys;
  const { send: exportCopy, takeBack } = word;
  const purge = usePurge();
  const more = useMemo(
    () => (
      <MoreMenu
        signed={signed}
        onSend={inside(() => setVersions('send'))}
        onExportCopy={inside(exportCopy)}
        onTakeBack={inside(takeBack)}
        onVersions={inside(() => setVersions('list'))}
        onPrint={print}
        onPrintMarked={inside(printMarked)}
        signTitle={signTitle}
        onSign={inside(sign)}
        onVerify={inside(verify)}
        onOpinions={inside(opinions)}
        onRecord={inside(record)}
        onPurge={inside(() => purge(session.id))}
      />
    ),
    [
      signed,
      inside,
      print,
      printMarked,
      exportCopy,
      takeBack,
      sign,
      signTitle,
      verify,
      record,
      opinions,
      purge,
      session,
    ],
  );

  const showFields = useCallback(() => showTab('fields'), [showTab]);

  return (
    <div
      className={`report-window ${focusing && !doc ? 'focusing' : ''}`}
      data-undecided={doc && (!shown.leftovers.fresh || shown.leftovers.open > 0) ? '' : undefined}
    >
      <ReportHead
        detail={session.detail}
        unit={unit}
        leftOpen={panels.left.place !== 'hidden'}
        rightOpen={panels.right.place !== 'hidden'}
        onHome={keys.goHome}
        onExport={keys.exportFile}
        onLeft={keys.toggleLeft}
        onRight={keys.toggleRight}
        more={more}
      />
      <ReviewCommands session={session} collected={collected} news={news} onShow={showReview} />
      <ReportBanners session={session} />
      {!doc && <DoubtsBar session={session} snapshot={snapshot} />}
      {!doc && !signed && <ApprovalBanner session={session} onOpen={sign} />}
      {!doc && signed && <SignedBanner session={session} onVerify={verify} onApproval={sign} />}
      <div className="report-body">
        <SidePanel side="left" label="提纲" panel={panels.left}>
          {doc && <PublicOutline doc={doc} at={publicPlace} onGo={shown.goTo} />}
          {/* Panels stay behind those of the public edition: a long report's take their time to be made. */}
          <div className="panel-inside" hidden={doc !== null}>
            <OutlinePanel
              session={session}
              snapshot={snapshot}
              outline={outline}
              onComment={commentSection}
            />
          </div>
        </SidePanel>
        <main className="report-centre" onPointerDown={panels.closeFloating}>
          {doc ? (
            <PublicStrip
              open={shown.leftovers.found && shown.leftovers.open}
              onDecide={showExport}
              onBack={shown.back}
            />
          ) : shownAs === 'markup' ? (
            <div className="centre-bar">
              <Tools session={session} />
              <Examples session={session} template={template} slot={outline.current?.slot ?? null} />
            </div>
          ) : (
            <ViewStrip
              view={view}
              writes={false}
              onBack={() => setView('markup')}
              onWrite={startSuggesting}
            />
          )}
          {writesClean && !doc && (
            <ViewStrip view="clean" writes onBack={() => setView('markup')} onWrite={startSuggesting} />
          )}
          {doc ? (
            <PublicFind doc={doc} desk={desk} onReplace={shown.onTyped} />
          ) : (
            <>
              <FindBar session={session} />
              <InsertIndicator
                session={session}
                template={template}
                slot={outline.current?.slot?.key ?? null}
              />
            </>
          )}
          {preview && (
            <Suspense fallback={null}>
              <PreviewPane
                session={session}
                snapshot={snapshot}
                edition={edition}
                maxWords={maxWords}
                zoom={scale}
              />
            </Suspense>
          )}
          {/* The page stays where it is behind the preview, with its caret and its history. */}
          <div className={`desk ${preview ? 'behind' : ''}`} ref={desk} data-region="page">
            <div hidden={shownAs !== 'markup' || doc !== null}>
              <Page session={session} template={template} zoom={scale} clean={writesClean} />
            </div>
            {doc ? (
              <PublicPage doc={doc} zoom={scale} mayCopy={shown.mayCopy} onTyped={shown.onTyped} />
            ) : writesClean ? null : view === 'markup' ? (
              <ReviewMargin
                session={session}
                collected={collected}
                desk={desk}
                zoom={scale}
                onOpen={showReview}
              />
            ) : (
              <ReadOnlyPage
                label={view === 'clean' ? '清稿' : '原稿'}
                blocks={viewed}
                variables={variables}
                template={template}
                review={session.review}
                zoom={scale}
                report={session.detail}
              />
            )}
          </div>
        </main>
        <SidePanel side="right" label={doc ? '公开前的核对' : '字段、往年、检查和批注'} panel={panels.right}>
          {doc && <PublicSide leftovers={shown.leftovers} onGo={shown.goTo} />}
          <div className="panel-inside" hidden={doc !== null}>
            <RightPanel
              session={session}
              snapshot={snapshot}
              template={template}
              outline={outline}
              checks={checks}
              tab={tab}
              emptyFields={emptyFields}
              past={past}
              collected={collected}
              news={news}
              onTab={setTab}
              onRules={editRules}
            />
          </div>
        </SidePanel>
      </div>
      <StatusBar
        session={session}
        words={doc ? publicWords : words}
        maxWords={maxWords}
        emptyFields={emptyFields}
        zoom={scale}
        fits={zoom === 'fit'}
        edition={edition}
        view={view}
        onView={setView}
        onEdition={setEdition}
        preview={preview}
        onPreview={keys.togglePreview}
        onEmptyFields={showFields}
        onZoomIn={keys.zoomIn}
        onZoomOut={keys.zoomOut}
        onZoomFit={keys.zoomFit}
      />
      <p className="print-refusal">
        没有打印：公开版里还有像是不该公开的内容没有决定。请在年述里逐处决定后再打印，或用“导出”生成 PDF。
      </p>
      {signoff.dialogs}
      {word.dialog}
      {rulesOpen && <RulesDialog onClose={() => setRulesOpen(false)} />}
      {dialogs}
      {versions !== null && (
        <VersionsDialog
          session={session}
          template={template}
          sending={versions === 'send'}
          onClose={() => setVersions(null)}
        />
      )}
      {exporting !== null && (
        <ExportDialog
          key={exporting}
          session={session}
          edition={edition}
          template={template}
          emptyFields={emptyFields}
          marked={exporting === 'print-marked'}
          printing={exporting !== 'edition'}
          onClose={() => setExporting(null)}
        />
      )}
    </div>
  );
}
