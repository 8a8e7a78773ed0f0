import type Electron from 'electron';

/** An event that its listeners may stop. */
export class StandInEvent implements Electron.Event {
  defaultPrevented = false;
  readonly preventDefault = (): void => {
    this.defaultPrevented = true;
  };
}
