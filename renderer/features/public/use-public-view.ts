import { useCallback, useEffect, useMemo, useRef, type RefObject } from 'react';

import type { Edition } from '../../../shared/edition/edition.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import type { Template } from '../../../shared/template/schema.ts';
import type { Command } from '../../commands/command.ts';
import { useRefusal, type Refusal } from '../../commands/registry.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { useLeftovers, type Leftovers } from '../export/use-leftovers.ts';
import type { PublicCopy } from './copy-public.ts';
import { usePublicEdition } from './use-public-edition.ts';
import { publicBlock, publicBlocks, goToPlace } from './view-place.ts';

export type PublicView = {
  /** Null while the internal edition is shown. */
  doc: EditionDocument | null;
  /** What of it is still to be decided. */
  leftovers: Leftovers;
  /** Says, once, that nothing can be written here. */
  onTyped: () => void;
  mayCopy: (copy: PublicCopy) => boolean;
  goTo: (block: string) => void;
  back: () => void;
  /** What concerns the internal edition: refused, with a way there, while the public one is shown. */
  inside: <A extends unknown[]>(run: (...of: A) => void) => (...of: A) => void;
};

type Options = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  template: Template | null;
  desk: RefObject<HTMLElement | null>;
  edition: Edition;
  onEdition: (edition: Edition) => void;
  /** Opens what decides about the leftovers. */
  onDecide: () => void;
  /** What was decided and set elsewhere is read anew whenever this is something else. */
  of: unknown;
};

/** All that a window needs to show the public edition in place of the page that is written on. */
export function usePublicView(options: Options): PublicView {
  const { session, snapshot, template, desk, edition, onEdition, onDecide, of } = options;
  const toast = useToast();
  const isPublic = edition === 'public';
  const doc = usePublicEdition(session, snapshot, template, isPublic, of);
  const asked = useMemo(() => ({ snapshot, of }), [snapshot, of]);
  const leftovers = useLeftovers(session, isPublic, asked);

  const back = useCallback(() => onEdition('internal'), [onEdition]);
  const said = useRef(false);
  useEffect(() => {
    if (!isPublic) said.current = false;
  }, [isPublic]);
  const onTyped = useCallback(() => {
    if (said.current) return;
    said.current = true;
    toast({
      text: '公开版只能看和复制，没有改动。按 Esc 回到内部版再写。',
      action: { label: '回到内部版', run: back },
    });
  }, [toast, back]);
  const tell = useCallback(
    () =>
      toast({
        text: '现在看的是公开版，这件事要在内部版里做。',
        action: { label: '回到内部版', run: back },
      }),
    [toast, back],
  );
  const refusal = useMemo<Refusal | null>(
    () => (isPublic ? { refuses: isInternal, tell } : null),
    [isPublic, tell],
  );
  useRefusal(refusal);
  useEscape(isPublic, back);

  const { found, fresh } = leftovers;
  const decide = useRef(onDecide);
  useEffect(() => {
    decide.current = onDecide;
  });
  const mayCopy = useCallback(
    ({ text, blocks }: PublicCopy) => {
      if (!found || !fresh) {
        toast({ text: '没有复制：公开前的核对还没有完成，请稍候再复制。' });
        return false;
      }
      const open = found.leftovers.filter(
        (one) => !one.allowed && text.includes(one.text) && (blocks?.has(one.block) ?? one.inNote),
      );
      if (open.length === 0) return true;
      toast({
        text: `没有复制：选中的文字里有 ${open.length} 处像是不该公开的内容（${open[0]?.text ?? ''}${open.length > 1 ? ' 等' : ''}），请先逐处决定。`,
        action: { label: '逐处决定', run: () => decide.current() },
      });
      return false;
    },
    [found, fresh, toast],
  );

  const goTo = useCallback(
    (block: string) => {
      const root = desk.current;
      if (!root) return;
      const order = publicBlocks(root).map(({ dataset }) => dataset['publicId'] ?? '');
      goToPlace(root, { block, above: -24 }, order, (id) => publicBlock(root, id));
      publicBlock(root, block)?.animate([{ backgroundColor: 'var(--accent-wash)' }, {}], { duration: 1200 });
    },
    [desk],
  );
  const inside = useCallback<PublicView['inside']>(
    (run) =>
      (...args) =>
        isPublic ? tell() : run(...args),
    [isPublic, tell],
  );
  return { doc, leftovers, onTyped, mayCopy, goTo, back, inside };
}

/** Groups of commands, and commands, that have nothing to do with the words of the internal edition. */
const GROUPS: ReadonlySet<Command['group']> = new Set(['视图', '窗口', '帮助', '备份', '首页']);
const OPEN: ReadonlySet<string> = new Set([
  'report.save',
  'report.export',
  'report.home',
  'find.open',
  'find.replace',
  'find.next',
  'find.previous',
]);
const CLOSED: ReadonlySet<string> = new Set(['view.focus', 'view.counts']);

function isInternal({ id, group, by }: Command): boolean {
  if (by === 'owner' || OPEN.has(id)) return false;
  return !GROUPS.has(group) || CLOSED.has(id) || id.startsWith('panel.');
}

/** Escape leads back, unless something that lies over the page takes it. */
function useEscape(on: boolean, back: () => void): void {
  useEffect(() => {
    if (!on) return undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
      if (document.querySelector('.ui-dialog, [role="menu"], .counts, .find-bar')) return;
      event.preventDefault();
      back();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [on, back]);
}
