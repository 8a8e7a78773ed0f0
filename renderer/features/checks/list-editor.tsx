import { Plus, Undo2, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';

import type { BaseLists, CheckLists } from '../../../shared/settings/check-lists.ts';
import type { CheckSetting } from '../../../shared/settings/checks.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { addEntry, dropEntry, entriesOf, restoreEntry, type ListKind } from './list-model.ts';

type Props = {
  kind: ListKind;
  base: BaseLists;
  lists: CheckLists;
  setting: CheckSetting;
  onChange: (setting: CheckSetting) => void;
};

type Column = { field: 'wrong' | 'right'; head: string; ask?: string };

/** The two columns of each list, and what is asked for in them where the head alone does not say it. */
const FORMS: Readonly<Record<ListKind, { columns: readonly [Column, Column]; about: string }>> = {
  words: {
    columns: [
      { field: 'wrong', head: '错误写法' },
      { field: 'right', head: '正确写法' },
    ],
    about: '正文里出现错误写法时提醒。',
  },
  forms: {
    columns: [
      { field: 'right', head: '固定提法' },
      { field: 'wrong', head: '常见误写', ask: '常见误写（可不填）' },
    ],
    about: '提法较长的，一两个字的出入也会发现；常见误写用空格分开。',
  },
  documents: {
    columns: [
      { field: 'right', head: '文件名称', ask: '文件名称，不带书名号' },
      { field: 'wrong', head: '起止年份', ask: '起止年份，如 2021—2025年（可不填）' },
    ],
    about: '正文书名号里的名称和年份与这里不符时提醒。',
  },
};

/** A list with the unit's own entries first; the program's can be left out and taken back. */
export function ListEditor({ kind, base, lists, setting, onChange }: Props) {
  const [query, setQuery] = useState('');
  const [typed, setTyped] = useState({ wrong: '', right: '' });
  const [refused, setRefused] = useState<string | null>(null);
  const words = FORMS[kind];
  const entries = entriesOf(kind, base, lists, setting).filter(
    (entry) => query === '' || entry.left.includes(query) || entry.right.includes(query),
  );

  const add = (event: FormEvent) => {
    event.preventDefault();
    const result = addEntry(kind, setting, typed.wrong.trim(), typed.right.trim());
    if (typeof result === 'string') {
      setRefused(result);
      return;
    }
    setRefused(null);
    setTyped({ wrong: '', right: '' });
    onChange(result);
  };

  return (
    <div className="list-editor">
      <p className="ui-hint">{words.about}</p>
      <form className="list-add" onSubmit={add}>
        {words.columns.map(({ field, head, ask = head }) => (
          <input
            key={field}
            className="ui-input"
            aria-label={ask}
            placeholder={ask}
            value={typed[field]}
            onChange={(event) => setTyped({ ...typed, [field]: event.target.value })}
          />
        ))}
        <Button type="submit" icon={Plus}>
          添加
        </Button>
      </form>
      {refused && (
        <p className="ui-error" role="alert">
          {refused}
        </p>
      )}
      <input
        className="ui-input"
        type="search"
        aria-label="在词表中查找"
        placeholder={`在 ${entries.length} 条中查找`}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="list-heads" aria-hidden>
        {words.columns.map(({ field, head }) => (
          <span key={field}>{head}</span>
        ))}
      </div>
      <ul className="list-entries">
        {entries.map((entry) => (
          <li key={entry.key} data-off={entry.dropped}>
            <span className="left">{entry.left}</span>
            <span className="right">{entry.right}</span>
            <small>{entry.own ? '本单位' : entry.dropped ? '已停用' : ''}</small>
            {entry.dropped ? (
              <IconButton
                icon={Undo2}
                label={`恢复：${entry.key}`}
                size="small"
                side="left"
                onClick={() => onChange(restoreEntry(kind, setting, entry.key))}
              />
            ) : (
              <IconButton
                icon={X}
                label={`${entry.own ? '删除' : '停用'}：${entry.key}`}
                size="small"
                side="left"
                onClick={() => onChange(dropEntry(kind, setting, entry.key, entry.own))}
              />
            )}
          </li>
        ))}
        {entries.length === 0 && <li className="none">没有这样的条目。</li>}
      </ul>
    </div>
  );
}
