import type { RenderElementProps } from 'slate-react';

import type { Block, HeadingBlock } from '../../../shared/document/types.ts';
import { isBlank, isStillCarried } from '../live-view.ts';
import { useLive } from '../page-context.ts';

type Props<B> = Pick<RenderElementProps, 'attributes' | 'children'> & { block: B };

const HEADING_NAMES = ['', '一级标题', '二级标题', '三级标题', '四级标题'];

/** A block of the page. Plain `div`s, because the markup of the nodes inside is not allowed in a `p`. */
export function BlockElement({ attributes, children, element }: RenderElementProps) {
  const block = element as unknown as Block;
  switch (block.type) {
    case 'heading':
      return (
        <Heading attributes={attributes} block={block}>
          {children}
        </Heading>
      );
    case 'table':
      return (
        <div {...attributes} data-block-id={block.id} className="block table">
          <table>
            <tbody>{children}</tbody>
          </table>
        </div>
      );
    case 'title':
    case 'paragraph':
    case 'signature':
      return (
        <Lines attributes={attributes} block={block}>
          {children}
        </Lines>
      );
  }
}

function Heading({ attributes, children, block }: Props<HeadingBlock>) {
  const number = useLive((live) => live.number(block.id));
  const guidance = useLive((live) => live.guidance(block.id));
  return (
    <div
      {...attributes}
      // Slate's nodes may hold blocks, which a heading element may not.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="heading"
      aria-level={block.level + 1}
      data-block-id={block.id}
      data-number={number}
      data-guidance={isBlank(block) ? guidance : undefined}
      data-name={HEADING_NAMES[block.level]}
      className={`block heading level-${block.level}`}
    >
      {children}
    </div>
  );
}

function Lines({ attributes, children, block }: Props<Exclude<Block, HeadingBlock | { type: 'table' }>>) {
  const guidance = useLive((live) => live.guidance(block.id));
  const carried = isStillCarried(block);
  const role =
    block.type === 'paragraph' ? (block.role ?? 'body') : block.type === 'signature' ? block.role : '';
  return (
    <div
      {...attributes}
      {...(block.type === 'title' ? { role: 'heading', 'aria-level': 1 } : {})}
      data-block-id={block.id}
      data-guidance={isBlank(block) && guidance ? guidance : undefined}
      data-carried={carried ? block.carried?.year : undefined}
      title={carried ? `与${block.carried?.year ?? ''}年的文字相同，改过就不再标出` : undefined}
      className={`block ${block.type} ${role}`}
    >
      {children}
    </div>
  );
}
