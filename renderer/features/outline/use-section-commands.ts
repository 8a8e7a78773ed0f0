import { useMemo } from 'react';

import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../../commands/registry.ts';
import { moveSectionBy, removeSection, shiftSection } from './section-commands.ts';

export type SectionActions = {
  moveBy: (headingId: string, step: 1 | -1) => void;
  shift: (headingId: string, by: 1 | -1) => void;
  remove: (headingId: string, name: string) => void;
};

/** What can be done with a section: from the outline, and for the caret's section as commands. */
export function useSectionActions(session: ReportSession): SectionActions {
  const toast = useToast();
  return useMemo(() => {
    const { editor, rules } = session;
    const say = (refusal: string | null): boolean => {
      if (refusal) rules.refuse(refusal);
      return refusal === null;
    };
    return {
      moveBy: (id, step) => void say(moveSectionBy(editor, id, step, rules.required)),
      shift: (id, by) => void say(shiftSection(editor, id, by, rules.required)),
      remove: (id, name) => {
        const depth = editor.history.undos.length;
        if (!say(removeSection(editor, id, rules.required))) return;
        toast({
          text: `已删除：${name}`,
          action: {
            label: '撤销',
            run: () => {
              // Only while it is the last thing that was done: afterwards 撤销 would take back something else.
              if (editor.history.undos.length === depth + 1) editor.undo();
            },
          },
        });
      },
    };
  }, [session, toast]);
}

/** @param current heading of the caret's section, null outside of all of them */
export function useSectionCommands(
  actions: SectionActions,
  current: { id: string; name: string } | null,
  foldAll: (folded: boolean) => void,
): void {
  const inSection = () => current !== null;
  const on = (work: (id: string) => void) => () => current && work(current.id);
  useCommands([
    {
      id: 'section.up',
      title: '本节上移',
      group: '提纲',
      keys: 'Alt+Shift+↑',
      enabled: inSection,
      run: on((id) => actions.moveBy(id, -1)),
    },
    {
      id: 'section.down',
      title: '本节下移',
      group: '提纲',
      keys: 'Alt+Shift+↓',
      enabled: inSection,
      run: on((id) => actions.moveBy(id, 1)),
    },
    {
      id: 'section.promote',
      title: '本节升一级',
      group: '提纲',
      keys: 'Alt+Shift+←',
      enabled: inSection,
      run: on((id) => actions.shift(id, -1)),
    },
    {
      id: 'section.demote',
      title: '本节降一级',
      group: '提纲',
      keys: 'Alt+Shift+→',
      enabled: inSection,
      run: on((id) => actions.shift(id, 1)),
    },
    {
      id: 'section.remove',
      title: '删除本节',
      group: '提纲',
      enabled: inSection,
      run: () => current && actions.remove(current.id, current.name),
    },
    { id: 'outline.fold', title: '提纲全部折叠', group: '提纲', run: () => foldAll(true) },
    { id: 'outline.unfold', title: '提纲全部展开', group: '提纲', run: () => foldAll(false) },
    { id: 'outline.go', title: '到这一节；没有的就加上', group: '提纲', keys: '↑ ↓ Enter', by: 'owner' },
    { id: 'outline.arrows', title: '折叠、展开', group: '提纲', keys: '← →', by: 'owner' },
    {
      id: 'outline.delete',
      title: '在提纲里：删除这一节（可撤销）',
      group: '提纲',
      keys: 'Delete',
      by: 'owner',
    },
    { id: 'outline.menu', title: '在提纲里：更多操作', group: '提纲', keys: 'Shift+F10', by: 'owner' },
  ]);
}
