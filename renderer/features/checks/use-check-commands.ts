import { isFixable } from '../../../shared/checks/fix.ts';
import type { ReportSession } from '../../editor/session.ts';
import { useToast } from '../../ui/toast.tsx';
import { useCommands } from '../../commands/registry.ts';
import type { CheckSession } from './check-session.ts';

/** Keys of the checks: to the next finding and back, putting right what is at the caret, the list. */
export function useCheckCommands(
  session: ReportSession,
  checks: CheckSession,
  show: () => void,
  editRules: () => void,
): void {
  const toast = useToast();
  const enabled = () => !session.composing;
  const move = (by: 1 | -1) => {
    const finding = checks.move(by);
    if (finding) toast({ text: finding.message });
    else toast({ text: '没有发现问题。' });
  };
  const fix = () => {
    const finding = checks.atCaret();
    if (!finding) toast({ text: '光标所在的段落没有问题。' });
    else if (!isFixable(finding) || checks.fix([finding]).fixed === 0)
      toast({ text: `${finding.message}这一处请手工改。` });
  };
  useCommands([
    {
      id: 'checks.show',
      title: '查看检查结果',
      group: '检查',
      keys: 'F7',
      words: '校对 错别字 拼写',
      run: show,
    },
    { id: 'checks.next', title: '下一处问题', group: '检查', keys: 'F8', enabled, run: () => move(1) },
    {
      id: 'checks.previous',
      title: '上一处问题',
      group: '检查',
      keys: 'Shift+F8',
      enabled,
      run: () => move(-1),
    },
    { id: 'checks.fix', title: '改正光标处的问题', group: '检查', keys: 'Ctrl+.', enabled, run: fix },
    {
      id: 'checks.rules',
      title: '校对规则和词表',
      group: '检查',
      words: '设置 关闭 等级 错别字',
      run: editRules,
    },
  ]);
}
