/** Milliseconds after which a program that ends has been at work: it is not a question of starting it any more. */
const STARTED_AFTER_MS = 20_000;

/** What the words on standard error stand for. Real output of Electron and of the dynamic loader is in the tests. */
const WORDS = [
  [/version `(GLIBC(?:XX)?_[\d.]+)' not found/, (name) => `系统的基础库太旧（缺 ${name}）`],
  [/error while loading shared libraries: (\S+?):/, (name) => `缺少系统库 ${name}`],
  [
    /SUID sandbox helper|No usable sandbox|sandbox_host|Failed to move to new namespace|unprivileged user namespaces/i,
    () => '系统不让它使用沙箱',
  ],
  [/Running as root without --no-sandbox/, () => '不能由 root 用户运行'],
  [
    /Missing X server or \$DISPLAY|cannot open display|Failed to connect to Wayland display|platform failed to initialize/i,
    () => '连不上图形界面',
  ],
  [/Unable to access \/dev\/shm|shared memory/i, () => '共享内存 /dev/shm 不能用'],
  // A shell that was handed a binary of another machine as a script complains of what it reads.
  [
    /\u007FELF|Syntax error: |wrong architecture|Bad CPU type|Exec format error|ENOEXEC/i,
    () => '取到的是别的机型的程序',
  ],
  [/EACCES|Permission denied/, () => '没有运行它的权限，文件夹可能不许运行程序'],
  [/ENOENT/, () => '程序文件不在了，或缺少系统的动态链接器'],
];

/** Codes of Windows for a program that it can't load, as unsigned numbers. */
const WINDOWS = {
  0xc0000135: '缺少系统库',
  0xc0000139: '系统太旧，缺少需要的功能',
  0xc000007b: '程序文件与系统不符',
  0xc000001d: '处理器太旧',
};

/** Signals by which a program ends itself. Another one was sent by somebody. */
const OWN_SIGNALS = new Set(['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS', 'SIGFPE', 'SIGSYS']);

/**
 * Why Electron did not start, in the middle of a sentence; null where it ended otherwise.
 * @param {{ code: number, signal: string | null, errors: string, livedMs: number }} end `errors`: the end of what it
 *   wrote on standard error, or why it could not be started
 */
export function electronTrouble({ code, signal, errors, livedMs }) {
  if (code === 0 || livedMs >= STARTED_AFTER_MS) return null;
  if (signal !== null && !OWN_SIGNALS.has(signal)) return null;
  for (const [pattern, words] of WORDS) {
    const found = pattern.exec(errors);
    if (found) return words(found[1]);
  }
  if (WINDOWS[code >>> 0]) return WINDOWS[code >>> 0];
  if (signal === 'SIGILL') return '处理器太旧';
  if (code === 127) return '缺少系统库';
  return `启动后就退出了，${signal ? `信号 ${signal}` : `退出码 ${code}`}`;
}
