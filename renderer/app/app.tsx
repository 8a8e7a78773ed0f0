import { lazy, Suspense, useEffect, useMemo, useState, type ComponentProps, type ReactNode } from 'react';

import { AppError } from '../../shared/errors/app-error.ts';
import type { Template } from '../../shared/template/schema.ts';
import type { Client } from '../client/client.ts';
import { CommandProvider } from '../commands/command-provider.tsx';
import type { Command } from '../commands/command.ts';
import { useCommands } from '../commands/registry.ts';
import { HelpProvider } from '../features/help/help-provider.tsx';
import { KeysButton, KeysCommand } from '../features/keys/keys-opener.tsx';
import { PeopleProvider } from '../features/people/people-provider.tsx';
import { PreferencesProvider } from '../features/preferences/preferences-provider.tsx';
import { RecoveryScreen } from '../features/recovery/recovery-screen.tsx';
import { ReportScreen } from '../features/report/report-screen.tsx';
import { ClassifiedLine } from '../features/secrecy/classified-line.tsx';
import { PurgeProvider } from '../features/secrecy/purge-provider.tsx';
import { openSearch } from '../features/search/open-search.ts';
import { SearchScreen } from '../features/search/search-screen.tsx';
import { OrderLine } from '../features/signoff/order-line.tsx';
import { SignoffWindowsProvider } from '../features/signoff/signoff-windows.tsx';
import { useSignoffWindows } from '../features/signoff/signoff-windows-context.ts';
import { StartScreen } from '../features/start/start-screen.tsx';
import { Button } from '../ui/button.tsx';
import { TOAST_KEYS, ToastProvider } from '../ui/toast.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { ClientContext, messageOf, useClient } from '../client/client-context.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { OpenedFiles } from './opened-files.tsx';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ErrorScreen } from '../ui/error-screen.tsx';
import type { Route } from '../base/route.ts';
import { go, useRoute } from '../base/use-route.ts';
import { WaitingScreen } from '../ui/waiting-screen.tsx';

/** What can be asked for on every screen. */
const EVERYWHERE: readonly Command[] = [
  {
    id: 'search.open',
    title: '检索所有年份',
    group: '查找',
    keys: 'Ctrl+Shift+F',
    words: '搜索 查找 往年',
    run: openSearch,
  },
  { id: 'view.toasts', title: '到下方的通知和它的按钮', group: '窗口', keys: TOAST_KEYS, by: 'owner' },
  {
    id: 'recovery.open',
    title: '恢复数据',
    group: '窗口',
    words: '备份 损坏 救回 还原',
    run: () => go({ at: 'recovery' }),
  },
  {
    id: 'figures.open',
    title: '年度数据：逐年比较',
    group: '报告',
    words: '指标 图表 历年',
    run: () => go({ at: 'figures' }),
  },
  {
    id: 'backups.open',
    title: '备份与恢复',
    group: '备份',
    words: '换电脑 U盘 还原 体检 搬家',
    run: () => go({ at: 'backups' }),
  },
];

// Looked at now and then: not part of what a start waits for.
const CompareScreen = lazy(async () => ({
  default: (await import('../features/compare/compare-screen.tsx')).CompareScreen,
}));

const FiguresScreen = lazy(async () => ({
  default: (await import('../features/figures/figures-screen.tsx')).FiguresScreen,
}));

const BackupsScreen = lazy(async () => ({
  default: (await import('../features/backups/backups-screen.tsx')).BackupsScreen,
}));

/** What parts of the program have to set, below the rest. */
const MORE_PREFERENCES = (
  <>
    <OrderLine />
    <ClassifiedLine />
  </>
);

const goHome = () => go({ at: 'start' });

export function App({ client }: { client: Client }) {
  return (
    <ClientContext value={client}>
      <TooltipProvider delayDuration={400} skipDelayDuration={200}>
        <ToastProvider>
          <CommandProvider>
            <HelpProvider>
              <PeopleProvider more={<KeysButton />}>
                <KeysCommand />
                <SignoffWindowsProvider>
                  <PreferencesProvider more={MORE_PREFERENCES}>
                    <PurgeProvider>
                      <div className="app">
                        <ConnectionBanner />
                        <div className="app-body">
                          <ErrorBoundary onHome={goHome}>
                            <Screens />
                          </ErrorBoundary>
                        </div>
                      </div>
                    </PurgeProvider>
                  </PreferencesProvider>
                </SignoffWindowsProvider>
              </PeopleProvider>
            </HelpProvider>
          </CommandProvider>
        </ToastProvider>
      </TooltipProvider>
    </ClientContext>
  );
}

/** What is loaded once and needed everywhere: the templates. Then the screen, and what is opened above it. */
function Screens(): ReactNode {
  const client = useClient();
  const route = useRoute();
  const { openApprovalFile, verify } = useSignoffWindows();
  const approval = useMemo(() => ({ open: openApprovalFile }), [openApprovalFile]);
  const [templates, setTemplates] = useState<Template[] | null>(null);
  const [failed, setFailed] = useState<unknown>(null);

  useCommands(EVERYWHERE);

  useEffect(() => {
    let live = true;
    client
      .call('template.list', {})
      .then((list) => live && setTemplates(list))
      .catch((error: unknown) => live && setFailed(error));
    // Another database is there now: what this window has loaded may not be in it. A report that is being written
    // stays on the screen, and says itself that it can't be saved.
    const stop = client.on('store.replaced', () => {
      if (!window.location.hash.startsWith('#/report/')) window.location.reload();
    });
    return () => {
      live = false;
      stop();
    };
  }, [client]);

  if (failed instanceof AppError && failed.code === 'recovery-needed') return <RecoveryScreen closed />;
  if (failed !== null) {
    return (
      <ErrorScreen
        title="没能打开"
        message={messageOf(failed)}
        actions={
          <Button variant="primary" onClick={() => window.location.reload()}>
            重试
          </Button>
        }
      />
    );
  }
  if (!templates) return <WaitingScreen text="正在打开…" />;
  return (
    <>
      <Screen route={route} templates={templates} approval={approval} onVerify={verify} />
      {route.at !== 'recovery' && <OpenedFiles templates={templates} />}
    </>
  );
}

type ScreenProps = ComponentProps<typeof StartScreen> & { route: Route };

/** The screen that the address asks for. */
function Screen({ route, templates, approval, onVerify }: ScreenProps): ReactNode {
  if (route.at === 'demo') return <DemoLoader />;
  if (route.at === 'report') {
    const { id, block } = route;
    return <ReportScreen key={id} id={id} block={block ?? null} templates={templates} />;
  }
  if (route.at === 'recovery') return <RecoveryScreen closed={false} />;
  if (route.at === 'search') return <SearchScreen templates={templates} />;
  if (route.at === 'compare') {
    return (
      <Suspense fallback={<WaitingScreen text="正在打开…" />}>
        <CompareScreen a={route.a} b={route.b} />
      </Suspense>
    );
  }
  if (route.at === 'backups') {
    return (
      <Suspense fallback={<WaitingScreen text="正在打开…" />}>
        <BackupsScreen />
      </Suspense>
    );
  }
  if (route.at === 'figures') {
    return (
      <Suspense fallback={<WaitingScreen text="正在打开…" />}>
        <FiguresScreen />
      </Suspense>
    );
  }
  return <StartScreen templates={templates} approval={approval} onVerify={onVerify} />;
}

/** `?demo` or `#/demo`: puts the demo data in and opens its draft, the newest of its reports. */
function DemoLoader() {
  const client = useClient();
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let live = true;
    const load = async () => {
      const { ids } = await client.call('demo.load', {});
      const reports = await client.call('report.list', {});
      const loaded = reports.filter((report) => ids.includes(report.id)).sort((a, b) => b.year - a.year);
      if (!live) return;
      const [draft] = loaded;
      go(draft ? { at: 'report', id: draft.id } : { at: 'start' });
    };
    load().catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client]);
  if (!failed) return <WaitingScreen text="正在放入示例数据…" />;
  return (
    <ErrorScreen
      title="没能放入示例数据"
      message={failed}
      actions={<Button onClick={goHome}>回首页</Button>}
    />
  );
}
