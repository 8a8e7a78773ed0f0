import { describe, expect, it } from 'vitest';

import {
  argumentsToStartAnew,
  displayArguments,
  hasXServer,
  withoutDisplay,
} from '../../electron/main/display.ts';
import { readOptions } from '../../electron/main/options.ts';

const X11 = { XDG_SESSION_TYPE: 'x11', DISPLAY: ':0', XDG_CURRENT_DESKTOP: 'Deepin' };
const UOS = {
  XDG_SESSION_TYPE: 'wayland',
  WAYLAND_DISPLAY: 'wayland-0',
  DISPLAY: ':0',
  XDG_CURRENT_DESKTOP: 'Deepin',
  XMODIFIERS: '@im=fcitx',
};
const GNOME_ALONE = {
  XDG_SESSION_TYPE: 'wayland',
  WAYLAND_DISPLAY: 'wayland-0',
  XDG_CURRENT_DESKTOP: 'GNOME',
};
const there = (display?: string): boolean => Boolean(display);

describe('the display system', () => {
  it('is left alone in an X11 session', () => {
    for (const choice of ['auto', 'x11', 'wayland'] as const)
      expect(displayArguments(X11, choice, there)).toEqual([]);
    expect(displayArguments({}, 'auto', there)).toEqual([]);
  });

  it('is X11 in a Wayland session that has it, because fcitx works there', () => {
    expect(displayArguments(UOS, 'auto', there)).toEqual(['--ozone-platform=x11']);
    expect(displayArguments(UOS, 'x11', there)).toEqual(['--ozone-platform=x11']);
  });

  it('is Wayland with its own way to input methods where there is no X server, whatever was chosen', () => {
    for (const choice of ['auto', 'x11', 'wayland'] as const)
      expect(displayArguments(GNOME_ALONE, choice, there)).toEqual([
        '--ozone-platform=wayland',
        '--enable-wayland-ime',
        '--wayland-text-input-version=3',
      ]);
    // A name alone is no server.
    expect(displayArguments(UOS, 'auto', () => false)[0]).toBe('--ozone-platform=wayland');
  });

  it('asks KWin for the first version of the protocol, others for the third', () => {
    expect(displayArguments(UOS, 'wayland', there)).toEqual([
      '--ozone-platform=wayland',
      '--enable-wayland-ime',
    ]);
    expect(displayArguments({ ...UOS, XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' }, 'wayland', there)).toContain(
      '--wayland-text-input-version=3',
    );
  });

  it('finds a local X server by its socket', () => {
    expect(hasXServer(undefined)).toBe(false);
    expect(hasXServer(':64999')).toBe(false);
    expect(hasXServer('far.example:0')).toBe(true);
  });
});

const ask = (args: string[], running: string, env: Record<string, string> = UOS, choice = 'auto' as const) =>
  argumentsToStartAnew(args, { env, choice, running, hasX: there });

describe('starting anew', () => {
  it('happens once, with the arguments that there were', () => {
    const anew = ask(['.', '--data', '/d'], 'wayland');
    expect(anew).toEqual(['.', '--data', '/d', '--ozone-platform=x11', '--display-chosen']);
    expect(ask(anew ?? [], 'wayland')).toBeNull();
    // Behind `--` it would be a file.
    expect(ask(['--', '/总结.docx'], 'wayland')).toEqual([
      '--ozone-platform=x11',
      '--display-chosen',
      '--',
      '/总结.docx',
    ]);
  });

  it('does not happen where Chromium has chosen the same', () => {
    expect(ask([], 'x11')).toBeNull();
    expect(ask([], 'x11', X11)).toBeNull();
  });

  it('does not happen where somebody names the display system on the command line', () => {
    expect(ask(['--ozone-platform=wayland'], 'wayland')).toBeNull();
    expect(ask(['--ozone-platform-hint=auto'], 'wayland')).toBeNull();
    expect(ask(['--ozone-platform-debug'], 'wayland')).not.toBeNull();
  });

  it('also happens for the input method alone', () => {
    expect(ask([], 'wayland', GNOME_ALONE)).toContain('--enable-wayland-ime');
  });

  it('forgets an earlier choice when there is another', () => {
    const first = ask(['--demo'], 'wayland') ?? [];
    expect(withoutDisplay(first)).toEqual(['--demo']);
    expect(withoutDisplay(ask(['--demo'], 'wayland', GNOME_ALONE) ?? [])).toEqual(['--demo']);
  });
});

describe('options', () => {
  it('are read among those of Chromium', () => {
    const none = { dataDir: null, demo: false, display: null };
    expect(readOptions(['--no-sandbox', '--data', '/d', '--demo'])).toEqual({
      ...none,
      dataDir: '/d',
      demo: true,
    });
    expect(readOptions(['--data=/d'])).toEqual({ ...none, dataDir: '/d' });
    expect(readOptions(['--data'])).toEqual(none);
    expect(readOptions([])).toEqual(none);
    expect(readOptions(['--display-by=wayland'])).toEqual({ ...none, display: 'wayland' });
    expect(readOptions(['--display-by=mir'])).toEqual(none);
  });
});
