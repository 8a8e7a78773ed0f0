import { useMemo, useSyncExternalStore, type CSSProperties } from 'react';
import type { RenderElementProps } from 'slate-react';

import type { AnnexBlock, Block, HeadingBlock, TableBlock } from '../../../shared/document/types.ts';
import { titleIndent } from '../../../shared/edition/line-layout.ts';
import { NO_LABELS, readInlines } from '../../../shared/document/reading.ts';
import { isBlank, isPicture, isUnwritten, isStillCarried } from '../live-view.ts';
import { useLive, usePage } from '../page-context.ts';
import type { ReviewDesk } from '../review-desk.ts';
import { hasLongField, Stops, stopsOf } from './stops.ts';
import { TableGrid } from './table-element.tsx';

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
        <Table attributes={attributes} block={block}>
          {children}
        </Table>
      );
    case 'title':
      return (
        <Title attributes={attributes} block={block}>
          {children}
        </Title>
      );
    case 'annex':
      return (
        <Annex attributes={attributes} block={block}>
          {children}
        </Annex>
      );
    case 'paragraph':
    case 'signature':
      return (
        <Lines attributes={attributes} block={block}>
          {children}
        </Lines>
      );
  }
}

/** What the page shows of a block that is not for the public. */
function useSecrecy(block: Block): { className: string; title?: string } {
  const hidden = useLive((live) => live.isHidden(block.id));
  if (!hidden) return { className: '' };
  const words =
    block.type === 'heading'
      ? '本节不公开：公开版里没有这一节'
      : block.type === 'annex'
        ? '本附件不公开：公开版里没有这个附件'
        : '本段不公开：公开版里没有这一段';
  return { className: ' secret', title: words };
}

/** A sign in the margin where the break before a block, or its form, is a tracked change. */
function useBreak(block: Block): { className: string; 'data-break'?: string; 'data-changes'?: string } {
  const { review } = usePage();
  const { pIns, pDel, pFmt } = block;
  const shape = useLive((live) => live.cleanShape(block.id));
  const shaped = shape && ` ${shape}`;
  const shown = pDel ?? pIns ?? pFmt;
  const className = useSyncExternalStore(review.subscribe, () =>
    shown === undefined
      ? unseenClass(review, block)
      : ` hue-${review.hue(shown)}${[pIns, pDel, pFmt].includes(review.active() ?? '') ? ' active-break' : ''}${unseenClass(review, block)}`,
  );
  if (shown === undefined) return { className: className + shaped };
  const what = block.type === 'table' ? '表' : '段';
  const words =
    pDel !== undefined ? (what === '表' ? '删表' : '并段') : pIns !== undefined ? `新${what}` : '改级';
  return {
    className: className + shaped,
    'data-break': words,
    'data-changes': [pIns, pDel, pFmt].filter(Boolean).join(' '),
  };
}

/** Changed since this person last looked at the report: a line beside it. */
function unseenClass(review: ReviewDesk, { id, pIns, pDel, pFmt }: Block): string {
  return [id, pIns, pDel, pFmt].some((one) => one !== undefined && review.isNew(one)) ? ' unseen-block' : '';
}

function Table({ attributes, children, block }: Props<TableBlock>) {
  const secrecy = useSecrecy(block);
  const { className, ...breakProps } = useBreak(block);
  return (
    <div
      {...attributes}
      {...breakProps}
      data-block-id={block.id}
      title={secrecy.title}
      className={`block table${secrecy.className}${className}${block.pIns ? ' table-inserted' : ''}${block.pDel ? ' table-deleted' : ''}`}
    >
      <TableGrid table={block}>{children}</TableGrid>
      <PageSign block={block} />
    </div>
  );
}

function Heading({ attributes, children, block }: Props<HeadingBlock>) {
  const number = useLive((live) => live.number(block.id));
  const guidance = useLive((live) => live.guidance(block.id));
  const secrecy = useSecrecy(block);
  const { className, ...breakProps } = useBreak(block);
  return (
    <div
      {...attributes}
      {...breakProps}
      // Slate's nodes may hold blocks, which a heading element may not.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="heading"
      aria-level={block.level + 1}
      data-block-id={block.id}
      data-number={number}
      data-guidance={isBlank(block) ? guidance : undefined}
      data-name={HEADING_NAMES[block.level]}
      title={secrecy.title}
      className={`block heading level-${block.level}${secrecy.className}${className}`}
    >
      <Stops value={stopsOf(block.children)}>{children}</Stops>
      <PageSign block={block} />
    </div>
  );
}

/** An annex's title, below its label, on a page of its own. */
function Annex({ attributes, children, block }: Props<AnnexBlock>) {
  const label = useLive((live) => live.number(block.id));
  const guidance = useLive((live) => live.guidance(block.id));
  const secrecy = useSecrecy(block);
  const { className, ...breakProps } = useBreak(block);
  return (
    <div
      {...attributes}
      {...breakProps}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as a heading of the text
      role="heading"
      aria-level={2}
      data-block-id={block.id}
      data-number={label}
      data-guidance={isBlank(block) ? guidance : undefined}
      title={secrecy.title}
      className={`block annex${secrecy.className}${className}`}
    >
      <Stops value={stopsOf(block.children)}>{children}</Stops>
      <PageSign block={block} />
    </div>
  );
}

/** 另起一页 and 横向页, said in the margin. Without words of its own: what stands in the page is the report's text. */
function PageSign({ block }: { block: Block }) {
  const { pageBreak, landscape } = block;
  const words = [pageBreak && '另起一页', landscape && '横向页'].filter(Boolean).join(' · ');
  if (words === '') return null;
  return (
    <div contentEditable={false} className={`page-sign${pageBreak ? ' break' : ''}`} data-sign={words} />
  );
}

type LinesBlock = Exclude<Block, HeadingBlock | AnnexBlock | { type: 'table' }>;

/** Its lines break as in the files that go out. */
function Title({ attributes, children, block }: Props<Extract<Block, { type: 'title' }>>) {
  const text = useLive(
    (live) => readInlines(block.children, NO_LABELS, { variables: live.variables, view: 'final' }).text,
  );
  const indent = useMemo(() => titleIndent(text), [text]);
  return (
    <Lines
      attributes={attributes}
      block={block}
      style={{ paddingInline: `calc(var(--block-room) + ${indent}em)` }}
    >
      {children}
    </Lines>
  );
}

function Lines({ attributes, children, block, style }: Props<LinesBlock> & { style?: CSSProperties }) {
  const guidance = useLive((live) => live.guidance(block.id));
  const further = useLive((live) => live.isFurther(block.id));
  const carried = isStillCarried(block);
  const secrecy = useSecrecy(block);
  const { className, ...breakProps } = useBreak(block);
  const isRagged = useLive((live) => hasLongField(block.children, live.variables));
  const role =
    block.type === 'paragraph' ? (block.role ?? 'body') : block.type === 'signature' ? block.role : '';
  return (
    <div
      {...attributes}
      {...breakProps}
      {...(block.type === 'title' ? { role: 'heading', 'aria-level': 1 } : {})}
      data-block-id={block.id}
      data-guidance={isUnwritten(block) && guidance ? guidance : undefined}
      data-begun={isUnwritten(block) && !isBlank(block) ? '' : undefined}
      data-carried={carried ? block.carried?.year : undefined}
      title={
        secrecy.title ?? (carried ? `与${block.carried?.year ?? ''}年的文字相同，改过就不再标出` : undefined)
      }
      className={`block ${block.type} ${role}${further ? ' further' : ''}${isRagged ? ' ragged' : ''}${isPicture(block) ? ' picture' : ''}${secrecy.className}${className}`}
      style={style}
    >
      <Stops value={stopsOf(block.children)}>{children}</Stops>
      <PageSign block={block} />
    </div>
  );
}
