import { FileCheck2, FileDown, FilePlus2, FileSearch, FolderDown, Sparkles } from 'lucide-react';
import { useCallback, useMemo, useRef, useState, type DragEvent } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { isOneOf, useStored } from '../../base/use-stored.ts';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../../commands/registry.ts';
import { BackupReminder } from '../recovery/backup-reminder.tsx';
import { NoticeBanners } from '../recovery/notice-banners.tsx';
import { StartDrafts } from '../drafts/start-drafts.tsx';
import { waitingCopies } from '../../client/waiting-copies.ts';
import { usePurge } from '../secrecy/purge-context.ts';
import { EmptyStart } from './empty-start.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { getOriginal } from './get-original.ts';
import { LIST_ORDERS, listed, type ListOrder } from './list-model.ts';
import { MainHead } from './main-head.tsx';
import { MetaDialog } from './meta-dialog.tsx';
import { NewReportDialog } from './new-report-dialog.tsx';
import { ReportList } from './report-list.tsx';
import { destinationsOf } from './destination.ts';
import { chosenOf, droppedFiles } from './read-file.ts';
import { useImport } from './use-import.ts';
import { useReports } from './use-reports.ts';

import './start.css';

type NewReport = { from: ReportSummary | null };

const openReport = (id: string) => go({ at: 'report', id });

/** The window finds the year to put beside it. */
const compareWithPast = ({ id }: ReportSummary) => go({ at: 'compare', a: null, b: { report: id } });
/** A picker of whole folders; React's types don't know the attribute. */
const DIRECTORY = { webkitdirectory: '' };

/** Approval files (审签文件), which belong to no report of here: what opens them. */
type ApprovalFiles = { open: (file?: File) => void };

type Props = {
  templates: readonly Template[];
  approval: ApprovalFiles;
  /** Opens the dialog 核验, with files that are there already. */
  onVerify: (files?: readonly File[]) => void;
};

export function StartScreen({ templates, approval, onVerify }: Props) {
  const client = useClient();
  const toast = useToast();
  const purge = usePurge();
  const { reports, at: now, failed, refresh } = useReports();
  const [creating, setCreating] = useState<NewReport | null>(null);
  const [correcting, setCorrecting] = useState<ReportSummary | null>(null);
  const [dragging, setDragging] = useState(false);
  const [loadingDemo, setLoadingDemo] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const folderPicker = useRef<HTMLInputElement>(null);
  const importing = useImport(refresh);
  const [words, setWords] = useState('');
  const [order, setOrder] = useStored<ListOrder>('list.order', 'recent', isOneOf(LIST_ORDERS));
  const rows = useMemo(() => listed(reports ?? [], words, order), [reports, words, order]);
  const isLarge = (reports?.length ?? 0) > 12;

  const say = useCallback((error: unknown) => toast({ text: messageOf(error) }), [toast]);

  const remove = (report: ReportSummary) => {
    const { id } = report;
    const restore = () => void client.call('report.restore', { id }).then(refresh).catch(say);
    const work = async () => {
      await client.call('report.remove', { id });
      refresh();
      toast({ text: `已移入回收站：${report.title}`, action: { label: '撤销', run: restore } });
    };
    work().catch(say);
  };

  const giveBack = (report: ReportSummary) => {
    const work = async () => {
      const saved = await getOriginal(client, report.id);
      if (saved === null) toast({ text: '这份报告不是从文件导入的，没有原文件。' });
      else if (saved !== 'dismissed') toast({ text: '已取回原文件，与导入时一字节不差。' });
    };
    work().catch(say);
  };

  const loadDemo = () => {
    setLoadingDemo(true);
    client
      .call('demo.load', {})
      .then(refresh)
      .catch(say)
      .finally(() => setLoadingDemo(false));
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setDragging(false);
    // Read before the event is over: afterwards the list is empty.
    const items = [...event.dataTransfer.items];
    const take = async () => {
      const files = await droppedFiles(items);
      // Of a folder everything is looked at in the table, which says what is no report.
      const isFolder = files.some(({ folder }) => folder !== '');
      const all = files.map(({ file }) => file);
      const goals = isFolder ? [] : destinationsOf(all);
      const [first] = goals;
      if (goals.length === 1 && first?.at === 'approval') approval.open(first.file);
      else if (goals.some(({ at }) => at === 'verify')) onVerify(all);
      else importing.start(files);
    };
    take().catch(say);
  };

  const actions = {
    onNew: () => setCreating({ from: null }),
    onImport: () => picker.current?.click(),
    onImportFolder: () => folderPicker.current?.click(),
    onDemo: loadDemo,
    loadingDemo,
  };
  const hasDemo = reports?.some((report) => report.demo) ?? false;
  useCommands([
    {
      id: 'start.new',
      title: '新建报告',
      group: '首页',
      enabled: () => reports !== null,
      run: actions.onNew,
    },
    {
      id: 'start.import',
      title: '导入往年材料',
      group: '首页',
      words: 'Word',
      run: actions.onImport,
    },
    {
      id: 'start.import-folder',
      title: '导入整个文件夹',
      group: '首页',
      words: '批量 往年 Word',
      run: actions.onImportFolder,
    },
    {
      id: 'start.demo',
      title: '放入示例数据',
      group: '首页',
      enabled: () => !hasDemo && !loadingDemo,
      run: loadDemo,
    },
    { id: 'list.move', title: '选报告', group: '首页', keys: '↑ ↓', by: 'owner' },
    { id: 'list.open', title: '打开', group: '首页', keys: 'Enter', by: 'owner' },
    { id: 'list.remove', title: '移入回收站（可撤销）', group: '首页', keys: 'Delete', by: 'owner' },
  ]);

  return (
    <div
      className="start"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setDragging(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
      }}
      onDrop={onDrop}
    >
      <MainHead at="start">
        <Button variant="plain" icon={FileSearch} onClick={() => onVerify()}>
          核验文件
        </Button>
      </MainHead>
      <NoticeBanners />
      <BackupReminder />
      <StartDrafts />
      {failed && (
        <Banner tone="bad" text={failed}>
          <Button size="small" onClick={refresh}>
            重试
          </Button>
        </Banner>
      )}
      <main className="start-main">
        {reports && reports.length > 0 && (
          <>
            <div className="start-bar">
              <h1>报告</h1>
              <span className="start-count tabular">{reports.length} 份</span>
              {isLarge && (
                <>
                  <input
                    className="ui-input start-filter"
                    type="search"
                    aria-label="筛选报告"
                    placeholder="标题、单位、年度"
                    value={words}
                    onChange={(event) => setWords(event.target.value)}
                  />
                  <select
                    className="ui-select start-order"
                    aria-label="排列"
                    value={order}
                    onChange={(event) => setOrder(event.target.value as ListOrder)}
                  >
                    <option value="recent">最近更新在前</option>
                    <option value="year">按年度</option>
                    <option value="unit">按单位</option>
                  </select>
                </>
              )}
              <span className="grow" />
              {!hasDemo && (
                <Button variant="plain" icon={Sparkles} disabled={loadingDemo} onClick={loadDemo}>
                  示例数据
                </Button>
              )}
              <Button variant="plain" icon={FileCheck2} onClick={() => approval.open()}>
                审签文件
              </Button>
              <Button variant="plain" icon={FolderDown} onClick={actions.onImportFolder}>
                导入文件夹
              </Button>
              <Button icon={FileDown} onClick={actions.onImport}>
                导入往年材料
              </Button>
              <Button variant="primary" icon={FilePlus2} onClick={actions.onNew}>
                新建报告
              </Button>
            </div>
            <ReportList
              key={`${order} ${words}`}
              reports={rows}
              now={now}
              onOpen={openReport}
              onContinue={(from) => setCreating({ from })}
              onCompare={compareWithPast}
              onMeta={setCorrecting}
              onRemove={remove}
              onOriginal={giveBack}
              onPurge={({ id }) => purge(id)}
            />
            {rows.length === 0 && <p className="start-foot">没有符合“{words.trim()}”的报告。</p>}
            <p className="start-foot">
              把 .docx、.txt、.md 文件或整个文件夹拖到这里，也可以导入；审签文件（.nsa）拖到这里就打开。
            </p>
          </>
        )}
        {reports && reports.length === 0 && (
          <EmptyStart {...actions} onApprovalFile={() => approval.open()} onVerify={() => onVerify()} />
        )}
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          multiple
          accept=".docx,.txt,.md"
          aria-label="选择往年材料"
          tabIndex={-1}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // Empty again, so that choosing the same file twice is seen.
            event.target.value = '';
            importing.start(chosenOf(files));
          }}
        />
        <input
          ref={folderPicker}
          className="visually-hidden"
          type="file"
          {...DIRECTORY}
          aria-label="选择整个文件夹"
          tabIndex={-1}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            importing.start(chosenOf(files));
          }}
        />
      </main>
      {dragging && (
        <div className="start-drop" aria-hidden>
          <FileDown size={32} strokeWidth={1.5} />
          <p>松开鼠标，读取这些文件</p>
        </div>
      )}
      {creating && reports && (
        <NewReportDialog
          templates={templates}
          reports={reports}
          from={creating.from}
          now={now}
          onClose={() => setCreating(null)}
          onCreated={openReport}
        />
      )}
      {correcting && (
        <MetaDialog report={correcting} onClose={() => setCorrecting(null)} onChanged={refresh} />
      )}
      {importing.run && (
        <ImportDialog
          run={importing.run}
          actions={importing}
          templates={templates}
          units={[...new Set(reports?.map(({ unit }) => unit))]}
          onOpen={openReport}
          onContinue={(id) => {
            importing.clear();
            const from = reports?.find((report) => report.id === id) ?? null;
            setCreating({ from });
          }}
          onTakeBack={({ key }, report) => {
            const file = importing.fileOf(key);
            if (file) waitingCopies.put(report, [file]);
            importing.clear();
            openReport(report);
          }}
        />
      )}
    </div>
  );
}
