import { Plus, Undo2, X } from 'lucide-react';
import { useState, type FormEvent } from 'react';

import type { BaseLists, CheckLists } from '../../../shared/checks/lists.ts';
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

const FORMS: Readonly<Record<ListKind, { wrong: string; right: string; about: string }>> = {
  words: { wrong: '错误写法', right: '正确写法', about: '正文里出现错误写法时提醒。' },
  forms: {
    wrong: '常见误写（可不填）',
    right: '固定提法',
    about: '提法较长的，一两个字的出入也会发现；常见误写用空格分开。',
  },
  documents: {
    wrong: '起止年份，如 2021—2025年（可不填）',
    right: '文件名称，不带书名号',
    about: '正文书名号里的名称和年份与这里不符时提醒。',
  },
};

/** A list with the unit's own entries first; the program's can be left out and taken back. */
export function ListEditor({ kind, base, lists, setting, onChange }: Props) {
  const [query, setQuery] = useState('');
  const [right, setRight] = useState('');
  const [wrong, setWrong] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const words = FORMS[kind];
  const entries = entriesOf(kind, base, lists, setting).filter(
    (entry) => query === '' || entry.left.includes(query) || entry.right.includes(query),
  );

  const add = (event: FormEvent) => {
    event.preventDefault();
    const result = addEntry(kind, setting, wrong.trim(), right.trim());
    if (typeof result === 'string') {
      setRefused(result);
      return;
    }
    setRefused(null);
    setRight('');
    setWrong('');
    onChange(result);
  };

  return (
    <div className="list-editor">
      <p className="ui-hint">{words.about}</p>
      <form className="list-add" onSubmit={add}>
        <input
          className="ui-input"
          aria-label={words.wrong}
          placeholder={words.wrong}
          value={wrong}
          onChange={(event) => setWrong(event.target.value)}
        />
        <input
          className="ui-input"
          aria-label={words.right}
          placeholder={words.right}
          value={right}
          onChange={(event) => setRight(event.target.value)}
        />
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
      </ul>
    </div>
  );
}
