import { Popover } from 'radix-ui';
import { useEffect, useRef, useState } from 'react';
import { Editor, Range } from 'slate';

import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { countText, type TextCounts } from '../../../shared/document/text-counts.ts';
import type { ReportSession } from '../../editor/session.ts';
import { rememberFocus } from '../../ui/remember-focus.ts';
import { useCommands } from '../../commands/registry.ts';

type Props = { session: ReportSession; words: number; maxWords: number | null };

/** Rest before a selection is counted: while it is being drawn its length changes with every move. */
const REST = 150;

/** Characters of the report, of the selection where there is one; a press shows the other ways to count. */
export function CountsButton({ session, words, maxWords }: Props) {
  const selected = useSelectedText(session);
  const [open, setOpen] = useState(false);
  /** By the palette the page is left for a moment only; by the button one stays there. */
  const giveBack = useRef<((always?: boolean) => void) | null>(null);
  useCommands([
    {
      id: 'view.counts',
      title: '字数统计',
      group: '视图',
      words: '字符数 段落数 选中',
      run: () => {
        giveBack.current = rememberFocus();
        setOpen(true);
      },
    },
  ]);
  const tooLong = maxWords !== null && words > maxWords;
  const inSelection = selected === null ? null : countText(selected);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className={`status-button tabular ${tooLong ? 'too-long' : ''}`}>
          {inSelection && `选中 ${number(inSelection.words)} / `}
          {number(words)} 字{tooLong && `，超过 ${number(maxWords)} 字`}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="counts"
          side="top"
          align="start"
          sideOffset={6}
          aria-label="字数统计"
          onCloseAutoFocus={(event) => {
            if (!giveBack.current) return;
            event.preventDefault();
            giveBack.current();
            giveBack.current = null;
          }}
        >
          {open && <Table session={session} selected={inSelection} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const ROWS: readonly (readonly [keyof TextCounts, string])[] = [
  ['words', '字数'],
  ['characters', '字符数（不计空格）'],
  ['withSpaces', '字符数（计空格）'],
  ['paragraphs', '段落数'],
];

function Table({ session, selected }: { session: ReportSession; selected: TextCounts | null }) {
  const { blocks, variables } = session.snapshot();
  const all = countText(plainText(blocks, { variables }));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">统计</th>
          {selected && <th scope="col">选中</th>}
          <th scope="col">全文</th>
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([key, name]) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {selected && <td className="tabular">{number(selected[key])}</td>}
            <td className="tabular">{number(all[key])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const number = (n: number): string => n.toLocaleString('zh-CN');

/** The text of the selection in the page when it rests; null while there is none. */
function useSelectedText(session: ReportSession): string | null {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const look = () => {
      timer = null;
      const { selection } = session.editor;
      setText(selection && Range.isExpanded(selection) ? textOf(session, selection) : null);
    };
    const off = session.subscribeEditor(() => {
      const { selection } = session.editor;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (selection && Range.isExpanded(selection)) timer = setTimeout(look, REST);
      else setText(null);
    });
    return () => {
      off();
      if (timer !== null) clearTimeout(timer);
    };
  }, [session]);
  return text;
}

function textOf({ editor, variables }: ReportSession, range: Range): string {
  return plainText(Editor.fragment(editor, range) as unknown as Block[], { variables });
}
