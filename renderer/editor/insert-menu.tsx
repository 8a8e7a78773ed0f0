import { Plus } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { lazy, Suspense, useCallback, useRef, useState, useSyncExternalStore } from 'react';

import { useCommands } from '../commands/registry.ts';
import { useToast } from '../ui/toast.tsx';
import { messageOf } from '../client/client-context.ts';
import { IMAGE_TYPES, imageOf, insertImages, storeImage, whyNoImage } from './image-commands.ts';
import { insertAnnex, insertPart, type Part } from './official-parts.ts';
import { pageState, toggleLandscape, togglePageBreak, toggleRole, type PageState } from './page-layout.ts';
import type { ReportSession } from './session.ts';
import { NOTE_NAMES } from '../../shared/document/notes.ts';
import type { NoteKind } from '../../shared/document/types.ts';
import { cellAt } from './table-cells.ts';
import { TableMenu, useTableCommands } from './table-menu.tsx';
import { ToolCheck, ToolItem, ToolMenu } from './tool-menu.tsx';
import { focusPage } from './focus-page.ts';

import './insert.css';

const TableDialog = lazy(async () => ({ default: (await import('./table-dialog.tsx')).TableDialog }));
const SignatureDialog = lazy(async () => ({
  default: (await import('./signature-dialog.tsx')).SignatureDialog,
}));

const PARTS: readonly { part: Part; name: string; hint: string }[] = [
  { part: 'docnumber', name: '发文字号', hint: '标题上方' },
  { part: 'addressee', name: '主送机关', hint: '标题下方' },
  { part: 'attachment', name: '附件说明', hint: '落款之前' },
];

type Open = 'table' | 'signature' | null;

const NOTES: readonly { kind: NoteKind; keys: string }[] = [
  { kind: 'foot', keys: 'Ctrl+Alt+F' },
  { kind: 'end', keys: 'Ctrl+Alt+Shift+F' },
];

/** 插入: tables and the parts of an official document that are not body; 表格: what can be done with the one at hand. */
export function InsertMenu({ session }: { session: ReportSession }) {
  const { editor } = session;
  const [open, setOpen] = useState<Open>(null);
  const subscribe = useCallback((listener: () => void) => session.subscribeEditor(listener), [session]);
  const place = useSyncExternalStore(subscribe, () => placeOf(session));
  const run = (work: () => void) =>
    session.whenSettled(() => {
      work();
      focusPage(editor);
    });
  const inTable = () => placeOf(session) === 'table';
  const canInsert = () => session.caret.lastPoint() !== null;
  const toast = useToast();
  const chooser = useRef<HTMLInputElement>(null);
  const chooseImage = () =>
    session.whenSettled(() => {
      session.caret.restore();
      const why = whyNoImage(editor);
      if (why) toast({ text: why });
      else chooser.current?.click();
    });
  const addImages = async (files: readonly File[]) => {
    try {
      const stored = await Promise.all(files.map((file) => storeImage(session.client, file)));
      session.whenSettled(() => {
        session.caret.restore();
        insertImages(
          editor,
          stored.map((one) => imageOf(one)),
        );
        focusPage(editor);
      });
    } catch (error) {
      toast({ text: messageOf(error) });
    }
  };
  const page = JSON.parse(
    useSyncExternalStore(subscribe, () => JSON.stringify(pageState(editor))),
  ) as PageState;
  const pageItems = pageItemsOf(page);
  const writeNote = (kind: NoteKind) => session.whenSettled(() => session.openCard({ newNote: kind }));
  const show = (what: Open) => session.whenSettled(() => setOpen(what));

  useTableCommands(session, inTable);
  useCommands([
    { id: 'insert.table', title: '插入表格', group: '写作', enabled: canInsert, run: () => show('table') },
    { id: 'insert.signature', title: '插入落款', group: '写作', run: () => show('signature') },
    ...PARTS.map(({ part, name }) => ({
      id: `insert.${part}`,
      title: `插入${name}`,
      group: '写作' as const,
      run: () => run(() => insertPart(editor, part)),
    })),
    ...NOTES.map(({ kind, keys }) => ({
      id: `insert.note-${kind}`,
      title: `插入${NOTE_NAMES[kind]}`,
      group: '写作' as const,
      keys,
      words: '注释 注解',
      enabled: canInsert,
      run: () => writeNote(kind),
    })),
    {
      id: 'insert.image',
      title: '插入图片',
      group: '写作',
      words: '照片 插图',
      enabled: canInsert,
      run: chooseImage,
    },
    {
      id: 'insert.annex',
      title: '插入附件',
      group: '写作',
      words: '附表 落款之后',
      run: () => run(() => insertAnnex(editor)),
    },
    ...pageItems.map(({ id, name, words, toggle }) => ({
      id: `page.${id}`,
      title: `${name}，或取消`,
      group: '写作' as const,
      words,
      enabled: () => editor.selection !== null,
      run: () => run(() => toggle(editor)),
    })),
  ]);

  const close = () => {
    setOpen(null);
    focusPage(editor);
  };

  return (
    <>
      <ToolMenu
        label="插入"
        icon={<Plus size={16} strokeWidth={1.75} aria-hidden />}
        onClosed={() => focusPage(editor)}
      >
        <ToolItem disabled={place === ''} onSelect={() => setOpen('table')}>
          表格…
        </ToolItem>
        <ToolItem disabled={place === ''} onSelect={chooseImage}>
          图片…
        </ToolItem>
        {NOTES.map(({ kind, keys }) => (
          <ToolItem key={kind} hint={keys} disabled={place === ''} onSelect={() => writeNote(kind)}>
            {NOTE_NAMES[kind]}
          </ToolItem>
        ))}
        <DropdownMenu.Separator className="ui-menu-separator" />
        {PARTS.map(({ part, name, hint }) => (
          <ToolItem key={part} hint={hint} onSelect={() => run(() => insertPart(editor, part))}>
            {name}
          </ToolItem>
        ))}
        <ToolItem hint="报告末尾" onSelect={() => setOpen('signature')}>
          落款…
        </ToolItem>
        <ToolItem hint="落款之后" onSelect={() => run(() => insertAnnex(editor))}>
          附件
        </ToolItem>
        <DropdownMenu.Separator className="ui-menu-separator" />
        {pageItems.map(({ id, name, on, toggle }) => (
          <ToolCheck key={id} on={on} onSelect={() => run(() => toggle(editor))}>
            {name}
          </ToolCheck>
        ))}
      </ToolMenu>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept={IMAGE_TYPES}
        aria-label="选择图片"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          // The same file may be chosen again.
          event.target.value = '';
          if (files.length > 0) void addImages(files);
        }}
      />
      {place === 'table' && <TableMenu session={session} />}
      {open && (
        <Suspense fallback={null}>
          {open === 'table' ? (
            <TableDialog session={session} onClose={close} />
          ) : (
            <SignatureDialog session={session} onClose={close} />
          )}
        </Suspense>
      )}
    </>
  );
}

type PageItem = {
  id: string;
  name: string;
  words: string;
  /** Null where it can't be. */
  on: boolean | null;
  toggle: (editor: ReportSession['editor']) => void;
};

const pageItemsOf = ({ role, pageBreak, landscape }: PageState): PageItem[] => [
  {
    id: 'caption',
    name: '题注',
    words: '表题 图题 表名 图名',
    on: role === null ? null : role === 'caption',
    toggle: (editor) => toggleRole(editor, 'caption'),
  },
  {
    id: 'measure',
    name: '单位行',
    words: '计量单位 单位：万元',
    on: role === null ? null : role === 'measure',
    toggle: (editor) => toggleRole(editor, 'measure'),
  },
  { id: 'break', name: '另起一页', words: '分页 换页', on: pageBreak, toggle: togglePageBreak },
  { id: 'landscape', name: '横向页', words: '横排 横版', on: landscape, toggle: toggleLandscape },
];

/** Where the caret is: in a table, in a text, or '' nowhere. A string: the menus are drawn only when it differs. */
function placeOf(session: ReportSession): '' | 'text' | 'table' {
  const point = session.caret.lastPoint();
  if (!point) return '';
  return cellAt(session.editor, point) ? 'table' : 'text';
}
