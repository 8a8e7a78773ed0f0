import { useEffect, useMemo, type SyntheticEvent } from 'react';
import { Editable, Slate } from 'slate-react';

import type { Block, Variables } from '../../../shared/document/types.ts';
import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { useSetting } from '../../client/use-setting.ts';
import { copySelection } from '../copy-selection.ts';
import { createReportEditor, type OperationLog } from '../create-report-editor.ts';
import { renderElement, renderLeaf, renderText } from '../elements/render.tsx';
import { LiveView } from '../live-view.ts';
import { PageContextValue, type PageContext } from '../page-context.ts';
import { blocksOf } from '../places.ts';
import type { ReviewDesk } from '../review-desk.ts';
import { selectAllOf } from '../select-all.ts';
import { syncSelection } from '../sync-selection.ts';
import { NoteList } from './note-list.tsx';

import '../../../resources/print/page-fonts.css';
import '../page.css';

type Props = {
  label: string;
  blocks: readonly Block[];
  variables: Variables;
  template: Template | null;
  review: ReviewDesk;
  zoom: number;
  /** Whose report it is, for what is copied. */
  report: { unit: string; year: number };
};

const NO_LOG: OperationLog = { push: () => undefined, takeBack: () => undefined };

/** A report to be read: a view without the marks, or an earlier version. */
export function ReadOnlyPage(props: Props) {
  const { label, blocks, variables, template, review, zoom, report } = props;
  const [editionSettings] = useSetting('editions');
  const { editor, live } = useMemo(() => {
    // Nodes of its own: the page that is written in keeps its places on the screen by node.
    const made = createReportEditor(structuredClone([...blocks]), NO_LOG);
    return { editor: made, live: new LiveView(blocksOf(made), variables) };
  }, [blocks, variables]);
  useEffect(() => {
    // Slate may have mended what it was given; numbers and labels go by the nodes that it shows.
    live.update({ blocks: blocksOf(editor), template });
  }, [live, editor, template]);
  const page = useMemo<PageContext>(
    () => ({
      live,
      policy: editionPolicy(template ?? undefined, editionSettings),
      openCard: () => undefined,
      review,
    }),
    [live, template, editionSettings, review],
  );
  const copy = (event: SyntheticEvent, data: DataTransfer): true => {
    syncSelection(editor);
    if (event.type !== 'dragstart') event.preventDefault();
    copySelection({ editor, variables, template, report }, data, page.policy);
    return true;
  };
  return (
    <PageContextValue value={page}>
      <div className="page-frame read-only" style={{ zoom }}>
        <Slate key={keyOf(blocks)} editor={editor} initialValue={editor.children}>
          <Editable
            readOnly
            className="page"
            aria-label={label}
            lang="zh-CN"
            renderElement={renderElement}
            renderText={renderText}
            renderLeaf={renderLeaf}
            // To be copied from without a mouse, too.
            tabIndex={0}
            onKeyDownCapture={selectAllOf}
            onCopy={(event) => copy(event, event.clipboardData)}
            onCut={(event) => copy(event, event.clipboardData)}
            onDragStart={(event) => copy(event, event.dataTransfer)}
          />
        </Slate>
        <NoteList blocks={editor.children as unknown as readonly Block[]} />
      </div>
    </PageContextValue>
  );
}

const keys = new WeakMap<object, number>();
let next = 0;

/** Another report is another page: Slate keeps what it was first given. */
function keyOf(blocks: readonly Block[]): number {
  let key = keys.get(blocks);
  if (key === undefined) keys.set(blocks, (key = next += 1));
  return key;
}
