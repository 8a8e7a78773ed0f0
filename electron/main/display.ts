import { existsSync } from 'node:fs';

/** Which display system of Linux the window is drawn with: what somebody has set, or what is best by itself. */
export const DISPLAY_CHOICES = ['auto', 'x11', 'wayland'] as const;
export type DisplayChoice = (typeof DISPLAY_CHOICES)[number];

export const isDisplayChoice = (value: unknown): value is DisplayChoice =>
  (DISPLAY_CHOICES as readonly unknown[]).includes(value);

type Env = Readonly<Record<string, string | undefined>>;

/** The start option that says that the choice was made: a program that was started anew isn't started once more. */
const CHOSEN = '--display-chosen';

/** Desktops whose compositor is KWin: it speaks the first version of the protocol of input methods, others the third. */
const KWIN = /kde|deepin|dde|ukui/i;

/**
 * Whether an X server can be reached: a name alone is not enough, and a window that has nowhere to go ends the program.
 * @param display value of DISPLAY, `:0` on the same machine
 */
export function hasXServer(display: string | undefined): boolean {
  if (!display) return false;
  const local = /^(?:unix)?:(\d+)/.exec(display);
  return local ? existsSync(`/tmp/.X11-unix/X${local[1]}`) : true;
}

/**
 * The arguments that Chromium needs in this session so that Chinese can be typed; none where its own choice does.
 *
 * Since Electron 38 a Wayland session means a native Wayland window, in which fcitx 4 and older fcitx 5 (UOS 1070) can't
 * be switched to Chinese (electron/electron#49084). Under XWayland the window is an X11 one and input methods work as they
 * always have. Where there is no XWayland, the input method is reached by Wayland's own protocol, which has to be asked for.
 * What the session has set for input methods (GTK_IM_MODULE, XMODIFIERS) is left as it is.
 */
export function displayArguments(env: Env, choice: DisplayChoice, hasX = hasXServer): string[] {
  const hasWayland = Boolean(env['WAYLAND_DISPLAY']) || env['XDG_SESSION_TYPE'] === 'wayland';
  if (!hasWayland) return [];
  if (choice !== 'wayland' && hasX(env['DISPLAY'])) return ['--ozone-platform=x11'];
  const thirdVersion = KWIN.test(env['XDG_CURRENT_DESKTOP'] ?? '') ? [] : ['--wayland-text-input-version=3'];
  return ['--ozone-platform=wayland', '--enable-wayland-ime', ...thirdVersion];
}

/**
 * The arguments to start anew with, or null where the program runs as it should. Chromium has chosen its display system
 * before the first line of this program runs, so that a switch set here comes too late.
 * @param args arguments of this process, without the program itself
 * @param running what Chromium has chosen, the value of its switch `ozone-platform`
 */
export function argumentsToStartAnew(
  args: readonly string[],
  {
    env,
    choice,
    running,
    hasX = hasXServer,
  }: { env: Env; choice: DisplayChoice; running: string; hasX?: typeof hasXServer },
): string[] | null {
  // Who names the display system on the command line means it.
  if (args.some((arg) => arg === CHOSEN || /^--ozone-platform(-hint)?(=|$)/.test(arg))) return null;
  const wanted = displayArguments(env, choice, hasX);
  const lacks = wanted.filter((arg) => arg !== `--ozone-platform=${running}` && !args.includes(arg));
  if (lacks.length === 0) return null;
  // Behind `--` stand files, and no switch is read.
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  return [...args.slice(0, end), ...wanted, CHOSEN, ...args.slice(end)];
}

/** The arguments without what an earlier choice has put in, for when another choice has been made. */
export function withoutDisplay(args: readonly string[]): string[] {
  return args.filter(
    (arg) =>
      !/^--(ozone-platform(-hint)?|enable-wayland-ime|wayland-text-input-version|display-chosen)(=|$)/.test(
        arg,
      ),
  );
}
