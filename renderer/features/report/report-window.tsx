import { useCallback, useMemo, useRef, useState } from 'react';

import type { Edition } from '../../../shared/contract/methods.ts';
import { countWords, plainText } from '../../../shared/document/plain-text.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf } from '../../app/client-context.ts';
import { go } from '../../app/use-route.ts';
import { ReportPage } from '../../editor/ReportPage.tsx';
import { Toolbar } from '../../editor/Toolbar.tsx';
import type { ReportSession } from '../../editor/session.ts';
import { Splitter } from '../../ui/splitter.tsx';
import { useToast } from '../../ui/toast.tsx';
import { isBoolean, isNumberIn, isOneOf, useStored } from '../../ui/use-stored.ts';
import { ExportDialog } from '../export/export-dialog.tsx';
import { countEmpty } from '../fields/fields-model.ts';
import { OutlinePanel } from '../outline/outline-panel.tsx';
import { ReportBanners } from './report-banners.tsx';
import { ReportHead } from './report-head.tsx';
import { RIGHT_TABS, RightPanel, type RightTab } from './right-panel.tsx';
import { StatusBar } from './status-bar.tsx';
import { useDeskWidth } from './use-desk-width.ts';
import { useLeaveGuard } from './use-leave-guard.ts';
import { useCurrentBlock, useSaveState, useSnapshot } from './use-session.ts';
import { useWindowKeys, type WindowKeys } from './use-window-keys.ts';
import { fitZoom, isZoom, zoomIn, zoomOut, type Zoom } from './zoom.ts';

import './report.css';

const LEFT = { min: 180, max: 400, initial: 240 };
const RIGHT = { min: 280, max: 640, initial: 360 };

const isLeftWidth = isNumberIn(LEFT.min, LEFT.max);
const isRightWidth = isNumberIn(RIGHT.min, RIGHT.max);
const isTab = isOneOf(RIGHT_TABS);

export function ReportWindow({ session, template }: { session: ReportSession; template: Template | null }) {
  const toast = useToast();
  const snapshot = useSnapshot(session);
  const currentBlock = useCurrentBlock(session);
  const save = useSaveState(session);
  const [leftOpen, setLeftOpen] = useStored('left.open', true, isBoolean);
  const [rightOpen, setRightOpen] = useStored('right.open', true, isBoolean);
  const [leftWidth, setLeftWidth] = useStored('left.width', LEFT.initial, isLeftWidth);
  const [rightWidth, setRightWidth] = useStored('right.width', RIGHT.initial, isRightWidth);
  const [tab, setTab] = useStored<RightTab>('right.tab', 'fields', isTab);
  const [zoom, setZoom] = useStored<Zoom>('zoom', 'fit', isZoom);
  const [edition, setEdition] = useState<Edition>('internal');
  const [exporting, setExporting] = useState(false);
  const desk = useRef<HTMLDivElement>(null);
  const deskWidth = useDeskWidth(desk);
  const scale = zoom === 'fit' ? fitZoom(deskWidth) : zoom;
  useLeaveGuard(session);

  const { blocks, variables } = snapshot;
  const words = useMemo(() => countWords(plainText(blocks, { variables })), [blocks, variables]);
  const emptyFields = useMemo(() => countEmpty(blocks, variables), [blocks, variables]);

  const goHome = useCallback(async () => {
    try {
      await session.flush();
    } catch (error) {
      toast({
        text: `还没有保存：${messageOf(error)}`,
        action: { label: '仍要离开', run: () => go({ at: 'start' }) },
      });
      return;
    }
    go({ at: 'start' });
  }, [session, toast]);

  const keys = useMemo<WindowKeys>(
    () => ({
      save: () =>
        void session
          .flush()
          .then(() => toast({ text: '已保存。平时停下来就会自动保存，不用按。' }))
          .catch((error: unknown) => toast({ text: messageOf(error) })),
      exportFile: () => setExporting(true),
      toggleLeft: () => setLeftOpen(!leftOpen),
      toggleRight: () => setRightOpen(!rightOpen),
      zoomIn: () => setZoom(zoomIn(scale)),
      zoomOut: () => setZoom(zoomOut(scale)),
      zoomFit: () => setZoom('fit'),
    }),
    [session, toast, leftOpen, rightOpen, scale, setLeftOpen, setRightOpen, setZoom],
  );
  useWindowKeys(keys);

  const showFields = () => {
    setTab('fields');
    setRightOpen(true);
  };

  return (
    <div className="report-window">
      <ReportHead
        session={session}
        variables={variables}
        leftOpen={leftOpen}
        rightOpen={rightOpen}
        onHome={() => void goHome()}
        onExport={keys.exportFile}
        onLeft={keys.toggleLeft}
        onRight={keys.toggleRight}
      />
      <ReportBanners session={session} save={save} />
      <div className="report-body">
        {leftOpen && (
          <>
            <aside
              id="left-panel"
              className="panel left"
              aria-label="提纲"
              data-region="outline"
              style={{ width: leftWidth }}
            >
              <OutlinePanel
                session={session}
                snapshot={snapshot}
                template={template}
                currentBlock={currentBlock}
              />
            </aside>
            <Splitter
              label="提纲宽度"
              controls="left-panel"
              panel="left"
              value={leftWidth}
              {...LEFT}
              onChange={setLeftWidth}
            />
          </>
        )}
        <main className="report-centre">
          <Toolbar session={session} />
          <div className="desk" ref={desk} data-region="page">
            <ReportPage session={session} template={template} zoom={scale} edition={edition} />
          </div>
        </main>
        {rightOpen && (
          <>
            <Splitter
              label="右侧面板宽度"
              controls="right-panel"
              panel="right"
              value={rightWidth}
              {...RIGHT}
              onChange={setRightWidth}
            />
            <aside
              id="right-panel"
              className="panel right"
              aria-label="字段和往年"
              data-region="panel"
              style={{ width: rightWidth }}
            >
              <RightPanel
                session={session}
                snapshot={snapshot}
                template={template}
                currentBlock={currentBlock}
                tab={tab}
                emptyFields={emptyFields}
                onTab={setTab}
              />
            </aside>
          </>
        )}
      </div>
      <StatusBar
        save={save}
        words={words}
        maxWords={template?.maxLength ?? null}
        emptyFields={emptyFields}
        zoom={scale}
        fits={zoom === 'fit'}
        edition={edition}
        onEdition={setEdition}
        onEmptyFields={showFields}
        onZoomIn={keys.zoomIn}
        onZoomOut={keys.zoomOut}
        onZoomFit={keys.zoomFit}
      />
      {exporting && (
        <ExportDialog
          session={session}
          edition={edition}
          emptyFields={emptyFields}
          onClose={() => setExporting(false)}
        />
      )}
    </div>
  );
}
