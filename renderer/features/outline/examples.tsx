import { Lightbulb } from 'lucide-react';
import { Popover } from 'radix-ui';
import { memo, useMemo, useRef, useState } from 'react';

import { makeOrdinal, makeParagraph, padInlines } from '../../../shared/document/make.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block, Inline } from '../../../shared/document/types.ts';
import { exampleInlines } from '../../../shared/template/fill.ts';
import type { Slot, Template } from '../../../shared/template/schema.ts';
import { SLOT_STYLES } from '../../../shared/template/slot-styles.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { rememberFocus } from '../../ui/remember-focus.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import { useCommands } from '../../commands/registry.ts';

import './examples.css';

type Props = {
  session: ReportSession;
  template: Template | null;
  /** The slot of the caret's section. */
  slot: Slot | null;
};

/** How the caret's section may read: a few sentences to start from, with empty fields. */
export const Examples = memo(function Examples({ session, template, slot }: Props) {
  const [open, setOpen] = useState(false);
  const giveBack = useRef<(() => void) | null>(null);
  const examples = useMemo(
    () => (template && slot ? slot.examples.map((text) => blockOf(text, template, slot, session)) : []),
    [template, slot, session],
  );
  const show = (next: boolean) => {
    if (next) giveBack.current = rememberFocus();
    setOpen(next);
  };
  const available = examples.length > 0;
  useCommands([
    {
      id: 'section.examples',
      title: '看本节的范例',
      group: '写作',
      keys: 'Ctrl+Alt+E',
      words: '例句 参考',
      enabled: () => available && !session.composing,
      run: () => show(true),
    },
  ]);

  return (
    <Popover.Root open={open && available} onOpenChange={show}>
      <Tooltip text={available ? '本节可以怎么写' : '光标所在的小节没有范例'} keys="Ctrl+Alt+E">
        <Popover.Trigger asChild>
          <button
            type="button"
            className="toolbar-tool examples-button"
            aria-label="范例"
            disabled={!available}
            onMouseDown={(event) => event.preventDefault()}
          >
            <Lightbulb size={16} strokeWidth={1.75} aria-hidden />
            <span className="toolbar-words">范例</span>
          </button>
        </Popover.Trigger>
      </Tooltip>
      <Popover.Portal>
        <Popover.Content
          className="examples"
          align="end"
          sideOffset={4}
          collisionPadding={12}
          aria-label="本节的范例"
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            giveBack.current?.();
          }}
        >
          <p className="ui-hint">{slot?.guidance}</p>
          {examples.map((block) => (
            <div key={block.id} className="example">
              <p>{wordsOf(block, session)}</p>
              <Button
                size="small"
                onClick={() => {
                  setOpen(false);
                  // Anew, so that a second time gives fields of its own.
                  const text = slot?.examples[examples.indexOf(block)];
                  if (text && template && slot) session.insertPast([blockOf(text, template, slot, session)]);
                }}
              >
                插入
              </Button>
            </div>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
});

function blockOf(text: string, template: Template, slot: Slot, session: ReportSession): Block {
  const { year, unit } = session.detail;
  const nodes = exampleInlines(text, template, { year, unit, variables: session.variables });
  const all: Inline[] = SLOT_STYLES[slot.style].items ? [makeOrdinal(), ...nodes] : nodes;
  return makeParagraph(padInlines(all));
}

/** As it will read, with `○` for what is to be filled in. */
function wordsOf(block: Block, { variables }: ReportSession): string {
  const filled =
    block.type === 'paragraph'
      ? {
          ...block,
          children: block.children
            .filter((node) => !('type' in node && node.type === 'ordinal'))
            .map((node) =>
              'type' in node && node.type === 'field' && !node.variable ? { ...node, value: '○' } : node,
            ),
        }
      : block;
  return plainText([filled], { variables });
}
