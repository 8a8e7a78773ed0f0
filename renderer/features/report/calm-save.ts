import type { ReportSession, SaveStatus } from '../../editor/session.ts';

/** Milliseconds in which nothing more was written until the window says that all is saved. */
const CALM = 400;
/** Milliseconds that a saving may take before it is spoken of. */
const LONG = 1000;

type Saving = Pick<ReportSession, 'save' | 'subscribeSave'>;

/**
 * How the saving stands, as a writer wants to be told: "to be saved" from the first letter on, "saved" when the hands
 * rest and it is true. In between a report is saved several times a sentence; told each time, it would flicker at the
 * edge of the eye, be read out by a screen reader, and cost a drawing of the window.
 */
export class CalmSave {
  readonly #saving: Saving;
  #shown: SaveStatus;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(saving: Saving) {
    this.#saving = saving;
    this.#shown = saving.save();
  }

  readonly status = (): SaveStatus => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    const show = () => {
      this.#forget();
      const status = this.#saving.save();
      const { state, message, reason } = this.#shown;
      if (status.state === state && status.message === message && status.reason === reason) return;
      this.#shown = status;
      listener();
    };
    const look = () => {
      this.#forget();
      const wait = this.#wait(this.#saving.save().state);
      if (wait === 0) show();
      else this.#timer = setTimeout(show, wait);
    };
    show();
    const stop = this.#saving.subscribeSave(look);
    return () => {
      this.#forget();
      stop();
    };
  };

  /** What is good news can wait; that something is not saved, or can't be, is told at once. */
  #wait(next: SaveStatus['state']): number {
    if (this.#shown.state !== 'dirty' && this.#shown.state !== 'saving') return 0;
    if (next === 'saved') return CALM;
    return next === 'saving' && this.#shown.state === 'dirty' ? LONG : 0;
  }

  #forget(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
