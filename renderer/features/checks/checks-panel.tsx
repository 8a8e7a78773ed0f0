import { ChevronRight, CircleCheck, LoaderCircle, SlidersHorizontal } from 'lucide-react';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';

import { isFixable } from '../../../shared/checks/fix.ts';
import { ruleById } from '../../../shared/checks/rules/registry.ts';
import type { Finding, Severity } from '../../../shared/checks/types.ts';
import type { IgnoredEntry } from '../../../shared/contract/checks.ts';
import { messageOf } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import type { CheckSession } from './check-session.ts';
import { byRule, countsOf, groupsOf, severityName, SEVERITIES } from './checks-model.ts';
import { RuleFindings } from './rule-findings.tsx';
import { SeverityIcon } from './severity-icon.tsx';
import { useChecksState } from './use-checks.ts';

import './checks.css';

type Props = { session: ReportSession; checks: CheckSession; onRules?: () => void };

/** All findings by severity and rule, with what can be done about each. */
export function ChecksPanel({ session, checks, onRules }: Props) {
  const toast = useToast();
  const { findings, ignored, ignoredRules, current, waiting, failed } = useChecksState(checks);
  const groups = useMemo(() => groupsOf(findings), [findings]);
  const counts = useMemo(() => countsOf(findings), [findings]);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set(['ignored']));
  const list = useRef<HTMLDivElement>(null);

  const toggle = (key: string) => {
    const next = new Set(folded);
    if (!next.delete(key)) next.add(key);
    setFolded(next);
  };

  /** The entry with the focus is about to go: the list takes it, so that keys go on from here. */
  const keepFocus = () => {
    if (list.current?.contains(document.activeElement)) list.current.focus();
  };

  const fix = (which: readonly Finding[]) => {
    keepFocus();
    const { fixed, refused } = checks.fix(which);
    const rest = refused > 0 ? `${refused} 处连着数据或序号，请手工改。` : '';
    if (fixed === 0) toast({ text: rest || '这里已经改过了。' });
    else if (which.length > 1 || refused > 0)
      toast({
        text: `已改正 ${fixed} 处。${rest}`,
        action: { label: '撤销', run: () => session.editor.undo() },
      });
  };

  const setIgnored = (entries: readonly IgnoredEntry[], on: boolean, text: string) => {
    keepFocus();
    checks
      .ignore(entries, on)
      .then(() =>
        toast({
          text,
          action: { label: '撤销', run: () => void checks.ignore(entries, !on).catch(() => undefined) },
        }),
      )
      .catch((error: unknown) => toast({ text: messageOf(error) }));
  };
  const ignore = (finding: Finding) =>
    setIgnored([{ kind: 'finding', key: finding.key }], true, '已忽略这一处，可在下方“已忽略”里恢复。');
  const ignoreRule = (rule: string) =>
    setIgnored([{ kind: 'rule', key: rule }], true, `本报告不再检查“${ruleById(rule)?.name ?? rule}”。`);
  const restore = (finding: Finding) =>
    setIgnored([{ kind: 'finding', key: finding.key }], false, '已恢复这一处。');
  const restoreRule = (rule: string) =>
    setIgnored([{ kind: 'rule', key: rule }], false, `已恢复检查“${ruleById(rule)?.name ?? rule}”。`);

  /** The arrows walk over the findings. */
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.code === 'KeyZ' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      if (event.shiftKey) session.editor.redo();
      else session.editor.undo();
      return;
    }
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    const entries = [...(list.current?.querySelectorAll<HTMLElement>('.finding-go') ?? [])];
    const at = entries.indexOf(event.target as HTMLElement);
    if (at < 0 && event.target !== list.current) return;
    event.preventDefault();
    entries[Math.min(entries.length - 1, Math.max(0, at < 0 ? 0 : at + step))]?.focus();
  };

  return (
    // Keys of the list; each entry is a button of its own.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="checks" ref={list} tabIndex={-1} onKeyDown={onKeyDown}>
      <div className="checks-head">
        <p className="checks-counts tabular" aria-live="polite">
          {SEVERITIES.map((severity) => (
            <span key={severity} className={counts[severity] > 0 ? '' : 'none'}>
              <SeverityIcon severity={severity} />
              {severityName(severity)} {counts[severity]}
            </span>
          ))}
        </p>
        {onRules && (
          <IconButton icon={SlidersHorizontal} label="校对规则和词表" size="small" onClick={onRules} />
        )}
      </div>
      {failed && (
        <p className="ui-error checks-note" role="alert">
          {failed}
        </p>
      )}
      {waiting && !failed && (
        <div className="ui-empty">
          <LoaderCircle size={24} strokeWidth={1.5} aria-hidden />
          <p>正在检查全文…</p>
        </div>
      )}
      {!waiting && !failed && findings.length === 0 && (
        <div className="ui-empty">
          <CircleCheck size={24} strokeWidth={1.5} aria-hidden />
          <p>
            没有发现问题。
            <br />
            边写边查：停下手，新的问题就会出现在这里。
          </p>
        </div>
      )}
      {groups.map((group) => (
        <section key={group.severity} aria-label={severityName(group.severity)}>
          <GroupHead
            severity={group.severity}
            text={severityName(group.severity)}
            count={group.count}
            open={!folded.has(group.severity)}
            onToggle={() => toggle(group.severity)}
          />
          {!folded.has(group.severity) &&
            group.rules.map((rule) => (
              <RuleFindings
                key={rule.rule}
                group={rule}
                current={current}
                onGo={(finding) => checks.goTo(finding)}
                onFix={(finding) => fix([finding])}
                onFixAll={() => fix(rule.findings.filter(isFixable))}
                onIgnore={ignore}
                onIgnoreRule={() => ignoreRule(rule.rule)}
              />
            ))}
        </section>
      ))}
      {(ignored.length > 0 || ignoredRules.size > 0) && (
        <section aria-label="已忽略">
          <GroupHead
            text="已忽略"
            count={ignored.length}
            open={!folded.has('ignored')}
            onToggle={() => toggle('ignored')}
          />
          {!folded.has('ignored') && (
            <IgnoredList
              ignored={ignored}
              rules={ignoredRules}
              onGo={(finding) => checks.goTo(finding)}
              onRestore={restore}
              onRestoreRule={restoreRule}
            />
          )}
        </section>
      )}
    </div>
  );
}

type HeadProps = { text: string; count: number; open: boolean; onToggle: () => void; severity?: Severity };

function GroupHead({ severity, text, count, open, onToggle }: HeadProps) {
  return (
    <button type="button" className="checks-group" aria-expanded={open} onClick={onToggle}>
      <ChevronRight className="chevron" size={14} aria-hidden />
      {severity && <SeverityIcon severity={severity} />}
      <h3>{text}</h3>
      <span className="tabular">{count}</span>
    </button>
  );
}

type IgnoredProps = {
  ignored: readonly Finding[];
  rules: ReadonlySet<string>;
  onGo: (finding: Finding) => void;
  onRestore: (finding: Finding) => void;
  onRestoreRule: (rule: string) => void;
};

function IgnoredList({ ignored, rules, onGo, onRestore, onRestoreRule }: IgnoredProps) {
  const single = byRule(ignored.filter((finding) => !rules.has(finding.rule)));
  return (
    <>
      {[...rules].map((rule) => (
        <div key={rule} className="ignored-rule">
          <span>
            {ruleById(rule)?.name ?? rule}
            <small className="tabular">
              本报告不检查，{ignored.filter((finding) => finding.rule === rule).length} 处
            </small>
          </span>
          <Button size="small" variant="plain" onClick={() => onRestoreRule(rule)}>
            恢复
          </Button>
        </div>
      ))}
      {single.map((group) => (
        <RuleFindings key={group.rule} group={group} current={null} onGo={onGo} onRestore={onRestore} />
      ))}
    </>
  );
}
