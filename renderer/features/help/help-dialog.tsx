import { useRef, useState } from 'react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MarkdownView } from './markdown-view.tsx';
import { helpPages } from './pages.ts';
import { useCommandLine } from './use-command-line.ts';

import './help.css';

export function HelpDialog({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const pages = helpPages(useCommandLine());
  const [file, setFile] = useState(pages[0]?.file ?? '');
  const article = useRef<HTMLElement>(null);
  const page = pages.find((one) => one.file === file);

  const show = (href: string) => {
    const name = href.split('#')[0]?.split('/').at(-1) ?? '';
    if (!pages.some((one) => one.file === name)) return;
    setFile(name);
    article.current?.scrollTo(0, 0);
  };

  return (
    <Dialog
      open
      width={920}
      onOpenChange={(open) => !open && onClose()}
      title="使用说明"
      footer={
        <>
          <Button variant="plain" onClick={onShortcuts}>
            快捷键
          </Button>
          <span className="grow" />
          <Button onClick={onClose}>关闭</Button>
        </>
      }
    >
      <div className="help">
        <nav aria-label="说明目录">
          {pages.map((one) => (
            <button
              key={one.file}
              type="button"
              aria-current={one.file === file ? 'page' : undefined}
              onClick={() => show(one.file)}
            >
              {one.title}
            </button>
          ))}
        </nav>
        {/* Focusable, so that the page can be scrolled by key. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <article ref={article} className="help-page" tabIndex={0} aria-label={page?.title ?? '说明'}>
          {page ? <MarkdownView nodes={page.nodes} onPage={show} /> : <p>没有找到说明页。</p>}
        </article>
      </div>
    </Dialog>
  );
}
