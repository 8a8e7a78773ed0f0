import type { Severity } from '../../../shared/checks/types.ts';

/**
 * Marks in the margin beside blocks with findings. They are rules of a style sheet, so that no node of the page is
 * touched: a composition goes on undisturbed, and the page draws nothing anew.
 */
export class MarginMarks {
  #sheet: CSSStyleSheet | null = null;
  #shown = '';

  /** @param worst the gravest finding of each block, by block id */
  show(worst: ReadonlyMap<string, Severity>): void {
    const bySeverity = new Map<Severity, string[]>();
    for (const [block, severity] of worst) {
      const list = bySeverity.get(severity);
      const selector = `.page [data-block-id="${CSS.escape(block)}"]:not([data-guidance])::after`;
      if (list) list.push(selector);
      else bySeverity.set(severity, [selector]);
    }
    const rules = [...bySeverity].map(
      ([severity, selectors]) =>
        `${selectors.join(',\n')} { --check-mark: var(--mark-${severity}); ${MARK[severity]} }`,
    );
    const text = rules.length > 0 ? `${rules.join('\n')}\n` : '';
    if (text === this.#shown) return;
    this.#shown = text;
    if (!this.#sheet) {
      this.#sheet = new CSSStyleSheet();
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#sheet];
    }
    this.#sheet.replaceSync(text);
  }

  close(): void {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = null;
    this.#shown = '';
  }
}

/** Told apart by their form, not by colour alone: a disc, a triangle, a ring. */
const SHARED =
  "content: ''; position: absolute; top: 11pt; right: -4px; width: 10px; height: 10px; pointer-events: none;";
const MARK: Readonly<Record<Severity, string>> = {
  error: `${SHARED} border-radius: 50%; background: var(--check-mark);`,
  warning: `${SHARED} background: var(--check-mark); clip-path: polygon(50% 4%, 100% 94%, 0 94%);`,
  hint: `${SHARED} box-sizing: border-box; border: 2px solid var(--check-mark); border-radius: 50%;`,
};
