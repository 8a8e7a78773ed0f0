/** Texts that somebody is writing and has not sent off yet: comments, answers. They are in no document. */
export class UnfinishedTexts {
  readonly #texts = new Map<string, string>();

  /** @param key names the box; an empty text takes it off */
  note(key: string, text: string): void {
    if (text.trim() === '') this.#texts.delete(key);
    else this.#texts.set(key, text);
  }

  get(key: string): string {
    return this.#texts.get(key) ?? '';
  }

  all(): string[] {
    return [...this.#texts.values()];
  }
}
