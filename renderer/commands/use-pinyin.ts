import { useEffect, useState } from 'react';

import type { PinyinMatch } from './search-commands.ts';

let loaded: PinyinMatch | null = null;

/** Matching by pinyin; null until its dictionary is there, which takes a moment the first time. */
export function usePinyin(): PinyinMatch | null {
  const [match, setMatch] = useState<PinyinMatch | null>(() => loaded);
  useEffect(() => {
    if (loaded) return undefined;
    let live = true;
    const load = async () => {
      try {
        const library = await import('pinyin-pro');
        loaded = (title, query) => library.match(title, query, { continuous: false });
        if (live) setMatch(() => loaded);
      } catch {
        // Chinese words still find everything.
      }
    };
    void load();
    return () => {
      live = false;
    };
  }, []);
  return match;
}
