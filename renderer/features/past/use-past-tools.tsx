import { useState, type ReactNode } from 'react';

import { editionPolicy } from '../../../shared/edition/mask.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { go } from '../../base/use-route.ts';
import { addChange, fieldBefore } from '../../editor/commands.ts';
import type { SelectedPhrase } from '../../editor/selected-phrase.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../../commands/registry.ts';
import { AddPhraseDialog } from './add-phrase-dialog.tsx';

/** What can be asked for while writing that has to do with other years, and the dialogs for it. */
export function usePastTools(
  session: ReportSession,
  template: Template | null,
): { addPhrase: () => void; dialogs: ReactNode } {
  const client = useClient();
  const toast = useToast();
  const [editions] = useSetting('editions');
  const [phrase, setPhrase] = useState<SelectedPhrase | null>(null);

  const addPhrase = () => {
    const selected = session.selectedPhrase(editionPolicy(template ?? undefined, editions));
    if (selected.text) setPhrase(selected);
    else if (selected.hidden > 0)
      toast({ text: '没有收入：选中的话不公开。好句用在别的报告里，会写在明处。' });
    else toast({ text: '先在正文里选中一句话，再收进好句。' });
  };
  /** Behind the figure at the caret: how it changed against last year. */
  const insertChange = async () => {
    const source = fieldBefore(session.editor);
    if (!source) {
      toast({ text: '先把光标放在一处数据后面，再插入同比。' });
      return;
    }
    try {
      const values = await client.call('past.values', { id: session.id });
      const last = values[source.id];
      if (!last) {
        toast({ text: `往年报告里没有“${source.label || '这项数据'}”，算不出同比。` });
        return;
      }
      const { value, unit, year, sensitivity = 'internal' } = last;
      session.whenSettled(() => {
        if (!addChange(session.editor, source, { value, unit, year, sensitivity }))
          toast({
            text: `算不出同比：${year}年是${value}${unit}，今年${source.value ? `是${source.value}${source.unit}` : '还没有填'}。`,
          });
      });
    } catch (error) {
      toast({ text: messageOf(error) });
    }
  };
  const compare = () =>
    void session
      .flush()
      .then(() => go({ at: 'compare', a: null, b: { report: session.id } }))
      .catch((error: unknown) => toast({ text: messageOf(error) }));

  useCommands([
    {
      id: 'past.change',
      title: '插入同比（比上年增长…）',
      group: '字段',
      keys: 'Ctrl+Alt+G',
      words: '增幅 增长 下降 百分比',
      run: () => void insertChange(),
    },
    {
      id: 'past.phrase',
      title: '把选中的话收入好句',
      group: '写作',
      keys: 'Ctrl+Alt+K',
      run: addPhrase,
    },
    { id: 'past.compare', title: '与往年对比', group: '报告', words: '对照 差异', run: compare },
  ]);

  const { detail } = session;
  return {
    addPhrase,
    dialogs: phrase !== null && (
      <AddPhraseDialog
        phrase={phrase}
        from={`${session.variables.unit || detail.unit} ${detail.year}年`}
        onClose={(added) => {
          setPhrase(null);
          if (added) toast({ text: '已收入好句，在右侧“往年 · 好句”里。' });
        }}
      />
    ),
  };
}
