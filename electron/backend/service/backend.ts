import { AppError } from '../../../shared/errors/app-error.ts';
import { joinOnce } from '../../../shared/contract/join-once.ts';
import { isMethod, params as schemas } from '../../../shared/contract/methods.ts';
import type { Ports } from './ports.ts';
import { createReader } from '../reading/reader.ts';
import { BackupKeeper } from '../store/care/keeper.ts';
import { runTask } from '../store/care/run-task.ts';
import { chosenDriver } from '../sqlite/driver.ts';
import { openStore } from '../store/store.ts';
import { assetHandlers } from './assets.ts';
import { backupHandlers } from './backups.ts';
import { checkHandlers } from './checks.ts';
import { compareHandlers } from './compare.ts';
import { demoHandlers } from './demo.ts';
import type { Deps } from './deps.ts';
import { draftHandlers } from './drafts.ts';
import { exportHandlers } from './export.ts';
import { figureHandlers } from './figures.ts';
import { holdingEvents } from './held-events.ts';
import { importBatchHandlers } from './import-batch.ts';
import { importHandlers } from './import.ts';
import { misfitMessage } from './misfit.ts';
import { watchOutsideChanges, type OutsideWatch } from './outside-changes.ts';
import { pastHandlers } from './past.ts';
import { patiently } from './patience.ts';
import { finishErasure, purgeHandlers } from './purge.ts';
import { recoveryHandlers, startCare } from './recovery.ts';
import {
  handlersFor,
  type Backend,
  type CallContext,
  type Emit,
  type HandlerTable,
  type Parsed,
} from './registry.ts';
import { reportHandlers } from './reports.ts';
import { reviewHandlers } from './review.ts';
import { reviewCopyHandlers } from './review-copy.ts';
import { opinionHandlers } from './opinions.ts';
import { reviewSheetHandlers } from './review-sheet.ts';
import { searchHandlers, startIndexing } from './search.ts';
import { recorded } from './record.ts';
import { secrecyHandlers } from './classified.ts';
import { settingHandlers } from './settings.ts';
import { signoffHandlers } from './signoff.ts';
import { loadTemplates, templateHandlers } from './templates.ts';
import { saidOf } from './undone.ts';
import { versionHandlers } from './versions.ts';

type Listener = Parameters<Backend['listen']>[0];

/** Milliseconds after an answer in which the page may well ask for more. */
const JUST_NOW = 150;

/**
 * Starts the backend: reads the templates, opens the store, and answers calls until it is closed.
 * Rejects with AppError when a template is wrong or the data folder can't be used.
 */
export async function createBackend(ports: Ports): Promise<Backend> {
  const templates = loadTemplates(ports.resourcesDir);
  const { refused } = chosenDriver();
  for (const { name, error } of refused) ports.logger.warn('database library refused', { name, error });
  const store = await openStore(ports.dataDir, ports.now, ports.version);
  ports.logger.info('database library', {
    name: chosenDriver().driver?.name,
    version: chosenDriver().version,
  });
  for (const { text, lines } of store.notices.list()) ports.logger.warn(text, { lines });

  const listeners = new Set<Listener>();
  const tell: Emit = (event, data) => {
    for (const listener of listeners) listener(event, data);
  };
  store.notices.onChange = (notices) => tell('notices.changed', { notices });
  const reader = createReader({
    start: ports.startReader,
    templates: [...templates.values()],
    logger: ports.logger,
  });
  const deps: Deps = { ports, templates, reader, ...holdingEvents(store, tell) };
  const checks = checkHandlers(deps);
  const keeper = new BackupKeeper({
    dataDir: ports.dataDir,
    progress: () => store.progress(),
    notices: store.notices,
    now: ports.now,
    logger: ports.logger,
    run: runTask,
    changed: () => tell('backup.changed', {}),
  });
  const app = handlersFor({
    'app.info': () => ({
      version: ports.version,
      dataDir: ports.dataDir,
      shell: ports.shell,
      commandLine: ports.commandLine ?? 'nianshu-cli',
      notices: store.notices.list(),
    }),
  });
  const handlers: HandlerTable = joinOnce(
    'handler of the contract method',
    app,
    recoveryHandlers(deps),
    templateHandlers(deps),
    reportHandlers(deps),
    draftHandlers(deps),
    pastHandlers(deps),
    compareHandlers(deps),
    checks,
    figureHandlers(deps),
    demoHandlers(deps),
    assetHandlers(deps),
    importHandlers(deps),
    importBatchHandlers(deps),
    exportHandlers(deps),
    opinionHandlers(deps),
    reviewSheetHandlers(deps),
    settingHandlers(deps),
    reviewHandlers(deps),
    versionHandlers(deps),
    reviewCopyHandlers(deps),
    searchHandlers(deps),
    signoffHandlers(deps, checks['checks.run']),
    backupHandlers(deps, keeper),
    secrecyHandlers(deps),
    purgeHandlers(deps, keeper),
  );

  // What was confirmed is done before anybody sees the data again.
  await finishErasure(deps, keeper);

  let watch: OutsideWatch | null = null;
  let stopIndexing: (() => void) | null = null;
  let stopCare: (() => Promise<void>) | null = null;
  const running = new Set<Promise<unknown>>();
  let askedAt = 0;
  let closing: Promise<void> | null = null;

  async function run(method: string, params: unknown, context: Partial<CallContext>): Promise<unknown> {
    if (!isMethod(method)) {
      throw new AppError('unknown-method', `程序不认识这个请求：${method}。请重新打开年述。`);
    }
    const parsed = schemas[method].safeParse(params, { reportInput: true });
    if (!parsed.success) throw new AppError('bad-request', misfitMessage(parsed.error));
    // The schema of the method has checked the parameters, which the handler's own type says again.
    const handler = handlers[method] as (params: unknown, context: CallContext) => unknown;
    const signal = context.signal ?? new AbortController().signal;
    signal.throwIfAborted();
    const call: CallContext = { signal, progress: context.progress ?? (() => {}) };
    try {
      const once = (): unknown => recorded(deps, method, parsed.data, () => handler(parsed.data, call));
      const result = await patiently(once, store, signal);
      if (method === 'report.open') watch?.opened((parsed.data as Parsed<'report.open'>).id);
      return result;
    } catch (error) {
      throw saidOf(error, method, ports.dataDir);
    }
  }

  function dispatch(method: string, params: unknown, context: Partial<CallContext> = {}): Promise<unknown> {
    if (closing) return Promise.reject(new AppError('unavailable', '年述正在退出，没有执行。请重新打开。'));
    const job = run(method, params, context).catch((error: unknown) => {
      const aborted = context.signal?.aborted && !(error instanceof AppError);
      throw aborted ? new AppError('cancelled', '已取消，没有改动任何内容。', { cause: error }) : error;
    });
    running.add(job);
    const forget = (): void => {
      running.delete(job);
      askedAt = performance.now();
    };
    job.then(forget, forget);
    return job;
  }

  if (ports.shell !== 'cli') {
    // After the window is up: a backup of a large store takes a moment.
    const indexing = startIndexing(deps, () => running.size > 0 || performance.now() - askedAt < JUST_NOW);
    stopIndexing = indexing.stop;
    listeners.add(indexing.onEvent);
    stopCare = startCare(deps, () => running.size > 0 || performance.now() - askedAt < JUST_NOW);
    watch = watchOutsideChanges(deps);
    listeners.add(watch.onEvent);
    keeper.start();
  }

  async function close(): Promise<void> {
    stopIndexing?.();
    await stopCare?.();
    await keeper.stop();
    watch?.stop();
    await Promise.allSettled(running);
    reader.close();
    await store.close();
  }

  return {
    dispatch,
    call: dispatch as Backend['call'],
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => (closing ??= close()),
  };
}
