/**
 * The prefixes under which readers look for what they need, by namespace. A file may declare any other prefix for them;
 * the strict form of the standard has namespaces of its own.
 */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/word/2012/wordml': 'w15',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
};

type Scope = { depth: number; before: ReadonlyMap<string, string> };

/** Gives what a file calls otherwise the prefixes that readers know, as far as each declaration reaches. */
export class Prefixes {
  /** What a prefix of the file is here, where that is another one. */
  #names: ReadonlyMap<string, string> = new Map();
  readonly #scopes: Scope[] = [];

  /** The attributes of an element that begins, and its name. @param depth how many elements it lies in */
  enter(
    name: string,
    attributes: Readonly<Record<string, string>>,
    depth: number,
  ): { name: string; attributes: Readonly<Record<string, string>> } {
    let names: Map<string, string> | null = null;
    for (const key in attributes) {
      if (!key.startsWith('xmlns:')) continue;
      const prefix = key.slice(6);
      const own = PREFIXES[attributes[key] ?? ''] ?? prefix;
      if (own === (this.#names.get(prefix) ?? prefix)) continue;
      names ??= new Map(this.#names);
      names.set(prefix, own);
    }
    if (names) {
      this.#scopes.push({ depth, before: this.#names });
      this.#names = names;
    }
    if (this.#names.size === 0) return { name, attributes };
    const renamed: Record<string, string> = {};
    for (const key in attributes) renamed[this.#name(key)] = attributes[key] ?? '';
    return { name: this.#name(name), attributes: renamed };
  }

  /** An element ends. @param depth as when it began */
  leave(depth: number): void {
    const scope = this.#scopes.at(-1);
    if (scope?.depth !== depth) return;
    this.#scopes.pop();
    this.#names = scope.before;
  }

  #name(name: string): string {
    const at = name.indexOf(':');
    if (at < 0) return name;
    const prefix = name.slice(0, at);
    if (prefix === 'xmlns') {
      const own = this.#names.get(name.slice(at + 1));
      return own === undefined ? name : `xmlns:${own}`;
    }
    const own = this.#names.get(prefix);
    return own === undefined ? name : own + name.slice(at);
  }
}
