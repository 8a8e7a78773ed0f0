import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { app, protocol, session, type BrowserWindow } from 'electron';

import { calledHere } from '../shells/called-as.ts';
import { NOTICES } from '../shells/notices.ts';
import { filesIn, optionsIn } from '../shells/opened-files.ts';
import { hostBackend } from './backend-host.ts';
import { commandWords, runCommandLine } from './command-line.ts';
import { argumentsToStartAnew } from './display.ts';
import { endInOrder, startAnew } from './ending.ts';
import { watchProcesses } from './gpu.ts';
import { hearPages } from './hear-pages.ts';
import { closeNetwork, closeSession } from './network.ts';
import { offerMenu } from './offer-menu.ts';
import { createOpenDocuments, filesOfSecondStart, toldToTheFirst } from './open-documents.ts';
import { readOptions, type Options } from './options.ts';
import { pageScheme, servePage } from './page.ts';
import { createPdfService, printScheme } from './pdf.ts';
import { prepare, type Prepared } from './prepare.ts';
import { keepOnScreens, openWindow, windowInUse } from './window.ts';

/** `out/main` when built. */
const here = dirname(fileURLToPath(import.meta.url));
/** Arguments after the program, and after the project's folder where it is not packaged. */
const ownArgs = (argv: readonly string[]): string[] => argv.slice(app.isPackaged ? 1 : 2);
const args = ownArgs(process.argv);
/** A command that is to be run instead of opening a window. */
const words = commandWords(args);
const options = readOptions(args);
const resourcesDir = app.isPackaged
  ? join(process.resourcesPath, 'resources')
  : join(here, '../../resources');
const devTools = !app.isPackaged;

protocol.registerSchemesAsPrivileged([pageScheme, printScheme]);
app.enableSandbox();
closeNetwork(app);

function open({ windowDir, logger }: Prepared, hash: string): BrowserWindow {
  return openWindow({
    preload: join(here, '../preload/preload.cjs'),
    icon: join(resourcesDir, 'icons/icon.png'),
    boundsFile: join(windowDir, 'bounds.json'),
    devTools,
    hash,
    logger,
  });
}

/** How this process was started, with other things to open than then, which has been done. */
function argumentsAnew({
  files = [],
  demo = false,
}: { files?: readonly string[]; demo?: boolean } = {}): string[] {
  const project = process.argv.slice(1, app.isPackaged ? 1 : 2);
  const own = optionsIn(args).filter((arg) => arg !== '--demo');
  return [...project, ...own, ...(demo ? ['--demo'] : []), ...(files.length > 0 ? ['--', ...files] : [])];
}

function focusOrOpen(from: Prepared, { demo }: Options): void {
  const window = windowInUse();
  if (!window || demo) {
    open(from, demo ? '#/demo' : '');
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}

async function run(from: Prepared): Promise<void> {
  const { dataDir, settingsFile, logger } = from;
  const documents = createOpenDocuments(windowInUse);
  await app.whenReady();
  // Whatever session comes into being reaches nothing, until it is told what is its own.
  app.on('session-created', (created) => closeSession(created, /^(app|print|devtools|blob|data):/));
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  servePage(session.defaultSession, join(here, '../renderer'));
  const pdf = createPdfService();
  const host = hostBackend({
    entry: join(here, '../backend/utility.js'),
    readerEntry: join(here, '../reader/reader.js'),
    dataDir,
    resourcesDir,
    version: app.getVersion(),
    commandLine: calledHere(app.isPackaged),
    pdf,
    logger,
  });
  const ending = endInOrder(host, logger);
  hearPages({ host, documents, pdf, logger });
  watchProcesses(settingsFile, logger, () => ending.restart(argumentsAnew()));
  keepOnScreens();
  offerMenu({
    from,
    devTools,
    notices: app.isPackaged ? join(process.resourcesPath, NOTICES) : join(here, '..', NOTICES),
    open: (hash) => void open(from, hash),
    window: windowInUse,
    restart: () => ending.restart(argumentsAnew()),
  });
  app.on('second-instance', (_event, argv, folder, told) => {
    // A window that is opened now would go with the program: it starts once more when this one is gone.
    if (ending.isEnding()) {
      const files = filesOfSecondStart(told, ownArgs(argv), folder);
      ending.restart(argumentsAnew({ files, demo: readOptions(argv).demo }));
      return;
    }
    focusOrOpen(from, readOptions(argv));
    documents.add(filesOfSecondStart(told, ownArgs(argv), folder));
  });
  app.on('activate', () => {
    if (!ending.isEnding()) focusOrOpen(from, readOptions([]));
  });
  documents.add(filesIn(args, process.cwd()));
  open(from, options.demo ? '#/demo' : '');
  // On a Mac the program goes on without a window.
  documents.onNoWindow(() => {
    if (!ending.isEnding()) open(from, '');
  });
}

function start(from: Prepared): void {
  if (!app.requestSingleInstanceLock(toldToTheFirst(args, process.cwd()))) {
    app.quit();
    return;
  }
  const anew =
    process.platform === 'linux'
      ? argumentsToStartAnew(process.argv.slice(1), {
          env: process.env,
          choice: from.settings.display,
          running: app.commandLine.getSwitchValue('ozone-platform'),
        })
      : null;
  if (anew) startAnew(anew);
  else void run(from);
}

if (words === null) {
  const prepared = prepare(options);
  if (prepared) start(prepared);
  else app.exit(1);
} else {
  void runCommandLine({
    words,
    readerEntry: join(here, '../reader/reader.js'),
    resourcesDir,
    pdf: createPdfService(),
  });
}
