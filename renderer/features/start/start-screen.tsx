import { FileDown, FilePlus2, Sparkles } from 'lucide-react';
import { useCallback, useRef, useState, type DragEvent } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf, useClient } from '../../app/client-context.ts';
import { go } from '../../app/use-route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../commands/registry.ts';
import { EmptyStart } from './empty-start.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { MainHead } from './main-head.tsx';
import { MetaDialog } from './meta-dialog.tsx';
import { NewReportDialog } from './new-report-dialog.tsx';
import { ReportList } from './report-list.tsx';
import { useImport } from './use-import.ts';
import { useNotice } from './use-notice.ts';
import { useReports } from './use-reports.ts';

import './start.css';

type NewReport = { from: ReportSummary | null };

const openReport = (id: string) => go({ at: 'report', id });

/** The window finds the year to put beside it. */
const compareWithPast = ({ id }: ReportSummary) => go({ at: 'compare', a: null, b: { report: id } });

export function StartScreen({ templates }: { templates: readonly Template[] }) {
  const client = useClient();
  const toast = useToast();
  const { reports, at: now, failed, refresh } = useReports();
  const [creating, setCreating] = useState<NewReport | null>(null);
  const [correcting, setCorrecting] = useState<ReportSummary | null>(null);
  const [dragging, setDragging] = useState(false);
  const [loadingDemo, setLoadingDemo] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const importing = useImport(refresh);
  const notice = useNotice();

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
    importing.start([...event.dataTransfer.files]);
  };

  const actions = {
    onNew: () => setCreating({ from: null }),
    onImport: () => picker.current?.click(),
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
      <MainHead at="start" />
      {notice && <Banner tone="bad" text={notice} />}
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
              <span className="grow" />
              {!hasDemo && (
                <Button variant="plain" icon={Sparkles} disabled={loadingDemo} onClick={loadDemo}>
                  示例数据
                </Button>
              )}
              <Button icon={FileDown} onClick={actions.onImport}>
                导入往年材料
              </Button>
              <Button variant="primary" icon={FilePlus2} onClick={actions.onNew}>
                新建报告
              </Button>
            </div>
            <ReportList
              reports={reports}
              now={now}
              onOpen={openReport}
              onContinue={(from) => setCreating({ from })}
              onCompare={compareWithPast}
              onMeta={setCorrecting}
              onRemove={remove}
            />
            <p className="start-foot">把 .docx、.txt 或 .md 文件拖到这里，也可以导入。</p>
          </>
        )}
        {reports && reports.length === 0 && <EmptyStart {...actions} />}
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
            importing.start(files);
          }}
        />
      </main>
      {dragging && (
        <div className="start-drop" aria-hidden>
          <FileDown size={32} strokeWidth={1.5} />
          <p>松开鼠标，导入这些文件</p>
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
          onCancel={importing.cancel}
          onClose={importing.clear}
          onOpen={openReport}
          onContinue={(id) => {
            importing.clear();
            const from = reports?.find((report) => report.id === id) ?? null;
            setCreating({ from });
          }}
        />
      )}
    </div>
  );
}
