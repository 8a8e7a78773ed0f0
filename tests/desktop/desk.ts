import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { _electron, type ElectronApplication, type Page } from 'playwright';

import { prepare, root, type Prepared } from './prepare.ts';

/** What main was made to keep, for the steps to look at. */
type Kept = { prints: number; questions: string[]; saveTo: string };
type Main = { desktopCheck: Kept };

/** The real program, as the steps find it. */
export class Desk {
  readonly program: string;
  readonly folder: string;
  prepared: Prepared | null = null;
  electron: ElectronApplication | null = null;
  window: Page | null = null;

  /** @param program path of Electron; `folder`: an empty one that is this check's own */
  constructor(program: string, folder: string) {
    this.program = program;
    this.folder = folder;
  }

  get page(): Page {
    if (!this.window) throw new Error('窗口没有打开');
    return this.window;
  }
  get app(): ElectronApplication {
    if (!this.electron) throw new Error('程序没有启动');
    return this.electron;
  }
  get data(): Prepared {
    if (!this.prepared) throw new Error('数据没有准备好');
    return this.prepared;
  }
  get networkLog(): string {
    return join(this.folder, 'network.json');
  }
  get pdf(): string {
    return join(this.folder, '导出.pdf');
  }

  /** Words behind the program that say where it lies. */
  get place(): string[] {
    // Root can't be sandboxed; nobody works as root, but machines that test do.
    return [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), root];
  }
  /** And what it works on: the same for a second start. */
  get words(): string[] {
    return [...this.place, '--data', this.data.dataDir];
  }

  async start(): Promise<void> {
    this.prepared ??= await prepare(this.folder);
    this.electron = await _electron.launch({
      executablePath: this.program,
      // Chromium's own log of its network, from the first moment on; it is whole when the program has ended.
      args: [`--log-net-log=${this.networkLog}`, ...this.words],
    });
    await watch(this.electron, this.pdf);
    this.window = await this.electron.firstWindow();
    await this.window.locator('.app').waitFor();
  }

  kept(): Promise<Kept> {
    return this.app.evaluate(() => (globalThis as unknown as Main).desktopCheck);
  }

  /** Process id of the backend. */
  async backend(): Promise<number> {
    const pid = await this.app.evaluate(
      ({ app }) =>
        app.getAppMetrics().find(({ name, type }) => type === 'Utility' && name === '年述后台')?.pid,
    );
    if (!pid) throw new Error('没有找到后台进程');
    return pid;
  }

  /** Addresses outside of the program that anything of it asked for. Known once it has ended. */
  asked(): string[] {
    return addressesIn(readFileSync(this.networkLog, 'utf8'));
  }

  /** Asks the program to quit, and waits for its end. Gives its exit code. */
  async quit(): Promise<number | null> {
    const running = this.app.process();
    const ended = once(running, 'exit');
    void this.app.evaluate(({ app }) => app.quit()).catch(() => {});
    const [code] = (await ended) as [number | null];
    this.electron = null;
    return code;
  }

  /** Whatever is left of it goes. */
  async end(): Promise<void> {
    await this.electron?.close().catch(() => {});
  }
}

/** Addresses in a log of Chromium's network: of requests, and of hosts that it looked up. */
export function addressesIn(log: string): string[] {
  const found = [...log.matchAll(/"(?:url|host)":"((?:https?|wss?|ftp):\/\/[^"]+)"/g)];
  return [...new Set(found.map(([, address]) => address ?? ''))];
}

/** Has main keep what it would show to people. */
async function watch(electron: ElectronApplication, pdf: string): Promise<void> {
  await electron.evaluate(({ app, dialog }, saveTo) => {
    const kept: Kept = { prints: 0, questions: [], saveTo };
    (globalThis as unknown as Main).desktopCheck = kept;
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: kept.saveTo });
    dialog.showMessageBox = (...args: unknown[]) => {
      kept.questions.push((args.at(-1) as { message: string }).message);
      // The first button is the one that loses nothing.
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    app.on('web-contents-created', (_event, contents) => {
      contents.print = (_options, done) => {
        kept.prints += 1;
        done?.(true, '');
      };
    });
  }, pdf);
}
