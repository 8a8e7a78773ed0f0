import type Electron from 'electron';

import { blame, life } from './life.ts';

type CommandLine = Pick<
  Electron.CommandLine,
  'appendSwitch' | 'appendArgument' | 'hasSwitch' | 'getSwitchValue' | 'removeSwitch'
>;

/** Switches of Chromium. After `ready` it has read them, and says nothing to those who come late. */
export class StandInCommandLine implements CommandLine {
  readonly switches = new Map<string, string>();
  readonly args: string[] = [];

  appendSwitch(name: string, value = ''): void {
    this.early(name);
    this.switches.set(name, value);
  }
  appendArgument(value: string): void {
    this.early(value);
    this.args.push(value);
  }
  removeSwitch(name: string): void {
    this.early(name);
    this.switches.delete(name);
  }
  hasSwitch(name: string): boolean {
    return this.switches.has(name);
  }
  getSwitchValue(name: string): string {
    return this.switches.get(name) ?? '';
  }

  private early(name: string): void {
    if (life.phase !== 'starting') blame(`app.commandLine was changed after app is ready: ${name}`);
  }
}
