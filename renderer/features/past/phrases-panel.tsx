import { Quote, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';

import type { Phrase } from '../../../shared/settings/phrase-library.ts';
import { messageOf } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';

/** Phrases that hold all the words, and the tag. */
export function findPhrases(phrases: readonly Phrase[], words: string, tag: string | null): Phrase[] {
  const wanted = words.split(/\s+/).filter(Boolean);
  return phrases
    .filter(({ text, tags }) => {
      const all = `${text} ${tags.join(' ')}`;
      return wanted.every((word) => all.includes(word)) && (tag === null || tags.includes(tag));
    })
    .toSorted((a, b) => b.at.localeCompare(a.at));
}

/** 好句: what the writer marked to use again. */
export function PhrasesPanel({ session, onAdd }: { session: ReportSession; onAdd: () => void }) {
  const toast = useToast();
  const [phrases, setPhrases] = useSetting('phraseLibrary');
  const [words, setWords] = useState('');
  const [tag, setTag] = useState<string | null>(null);
  const tags = useMemo(() => [...new Set(phrases.flatMap((phrase) => phrase.tags))].sort(), [phrases]);
  const shown = findPhrases(phrases, words, tag !== null && tags.includes(tag) ? tag : null);

  const put = (next: Phrase[]) =>
    setPhrases(next).catch((error: unknown) => toast({ text: messageOf(error) }));
  const remove = (phrase: Phrase) => {
    void put(phrases.filter(({ id }) => id !== phrase.id));
    toast({ text: '已从好句里移除。', action: { label: '撤销', run: () => void put(phrases) } });
  };

  if (phrases.length === 0) {
    return (
      <div className="ui-empty">
        <Quote size={24} strokeWidth={1.5} aria-hidden />
        <p>
          还没有收好句。
          <br />
          在正文里选中一句话，按 Ctrl+Alt+K 收进来，以后写哪年都能用。
        </p>
        <Button onClick={onAdd}>收入选中的话</Button>
      </div>
    );
  }
  return (
    <div className="phrases">
      <div className="phrases-head">
        <input
          className="ui-input"
          type="search"
          aria-label="查找好句"
          placeholder="查找好句"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Button size="small" onMouseDown={(event) => event.preventDefault()} onClick={onAdd}>
          收入
        </Button>
      </div>
      {tags.length > 0 && (
        <div className="phrases-tags" role="toolbar" aria-label="标签">
          {tags.map((one) => (
            <button
              key={one}
              type="button"
              aria-pressed={tag === one}
              onClick={() => setTag(tag === one ? null : one)}
            >
              {one}
            </button>
          ))}
        </div>
      )}
      {shown.length === 0 && <p className="ui-hint past-note">没有这样的好句。</p>}
      <ul className="phrases-list">
        {shown.map((phrase) => (
          <li key={phrase.id} className="past-card">
            <p>
              {phrase.text}
              <small>{[...phrase.tags, phrase.from].filter(Boolean).join(' · ')}</small>
            </p>
            <span className="phrase-tools">
              <Button
                size="small"
                variant="plain"
                aria-label={`插入：${phrase.text.slice(0, 20)}`}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => session.insertWords(phrase.text)}
              >
                插入
              </Button>
              <IconButton
                icon={Trash2}
                size="small"
                label={`移除：${phrase.text.slice(0, 20)}`}
                onClick={() => remove(phrase)}
              />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
