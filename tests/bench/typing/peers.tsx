import { createEmptyHistoryState, registerHistory } from '@lexical/history';
import { registerPlainText } from '@lexical/plain-text';
import { $createParagraphNode, $createTextNode, $getRoot, createEditor, ParagraphNode } from 'lexical';
import { baseKeymap } from 'prosemirror-commands';
import { history } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { schema } from 'prosemirror-schema-basic';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { createEditor as createSlate } from 'slate';
import { withHistory } from 'slate-history';
import { Editable, Slate, withReact } from 'slate-react';

// The bare editors, each as its own documentation sets it up: text, undo and the usual keys, nothing else.

function prosemirror(host: HTMLElement, paragraphs: readonly string[]): void {
  const doc = schema.node(
    'doc',
    null,
    paragraphs.map((text) => schema.node('paragraph', null, [schema.text(text)])),
  );
  const state = EditorState.create({ doc, plugins: [history(), keymap(baseKeymap)] });
  // oxlint-disable-next-line no-new -- it draws itself
  new EditorView(host, { state });
}

function lexical(host: HTMLElement, paragraphs: readonly string[]): void {
  host.contentEditable = 'true';
  const editor = createEditor({
    namespace: 'bench',
    nodes: [ParagraphNode],
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(host);
  registerPlainText(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  editor.update(
    () => {
      const root = $getRoot();
      for (const text of paragraphs) root.append($createParagraphNode().append($createTextNode(text)));
    },
    { discrete: true },
  );
}

function BareSlate({ paragraphs }: { paragraphs: readonly string[] }) {
  const [editor] = useState(() => withHistory(withReact(createSlate())));
  const [value] = useState(() => paragraphs.map((text) => ({ type: 'paragraph', children: [{ text }] })));
  return (
    <Slate editor={editor} initialValue={value}>
      <Editable />
    </Slate>
  );
}

function slate(host: HTMLElement, paragraphs: readonly string[]): void {
  flushSync(() => createRoot(host).render(<BareSlate paragraphs={paragraphs} />));
}

Object.assign(globalThis, { peers: { ProseMirror: prosemirror, Lexical: lexical, Slate: slate } });
