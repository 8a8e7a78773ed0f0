import { ArrowDown, ArrowUp, CircleAlert, Plus, X } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';

import { STEP_KIND_NAMES, STEP_KINDS, stepName, type StepKind } from '../../../shared/settings/approval.ts';
import { messageOf } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import {
  isSameOrder,
  mayMove,
  MOST_STEPS,
  troubleOf,
  withMove,
  withoutStep,
  withStep,
  withWho,
  type Order,
} from './order-model.ts';

import './approval.css';

/** Whom a step of each kind mostly names. */
const EXAMPLES: Readonly<Record<StepKind, string>> = {
  draft: '如：司法所',
  check: '如：党政综合办公室',
  countersign: '如：财政所',
  sign: '如：镇长',
};

/** 签发 stands once, at the end. */
const ADDED = STEP_KIND_NAMES.filter((kind) => kind !== 'sign');

/** 审签顺序: which steps the unit's reports go through, and in which order. Holds once it is saved. */
export function OrderDialog({ onClose }: { onClose: () => void }) {
  const [{ steps: stored }, save] = useSetting('approval');
  const [edited, setEdited] = useState<Order | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const steps = edited ?? stored;
  const isChanged = !isSameOrder(steps, stored);

  const change = (next: Order): void => {
    setEdited(next);
    setFailed(null);
    setLeaving(false);
  };
  /** After the rows are drawn in their new places. */
  const focusRow = (at: number): void =>
    void requestAnimationFrame(() => list.current?.querySelectorAll<HTMLInputElement>('input')[at]?.focus());
  const add = (kind: StepKind): void => {
    const { steps: next, at } = withStep(steps, kind);
    change(next);
    focusRow(at);
  };
  const move = (at: number, by: 1 | -1): void => {
    const next = withMove(steps, at, by);
    if (next === steps) return;
    const trouble = mayMove(steps, at, by) ? null : troubleOf(next);
    if (trouble !== null) {
      setFailed(`没有移动：${trouble}。`);
      return;
    }
    change(next);
    focusRow(at + by);
  };
  const remove = (at: number): void => {
    change(withoutStep(steps, at));
    focusRow(Math.max(0, at - 1));
  };
  const onKey = (event: KeyboardEvent, at: number): void => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(at, event.key === 'ArrowUp' ? -1 : 1);
  };

  const submit = async (): Promise<void> => {
    const trouble = troubleOf(steps);
    if (trouble !== null) {
      setFailed(`没有保存：${trouble}。`);
      return;
    }
    try {
      await save({ steps: steps.map(({ kind, who }) => ({ kind, who: who.trim() })) });
      onClose();
    } catch (error) {
      setFailed(messageOf(error));
    }
  };
  const close = (): void => {
    if (isChanged && !leaving) setLeaving(true);
    else onClose();
  };

  return (
    <Dialog
      open
      width={560}
      title="审签顺序"
      about="报告从拟稿到签发要经过哪几步；正在审签的也照这个顺序。只有一个人的单位，留签发一步就行。"
      onOpenChange={(open) => !open && close()}
      footer={
        leaving ? (
          <>
            <span className="grow">改动还没有保存。</span>
            <Button onClick={onClose}>不保存</Button>
            <Button variant="primary" type="submit" form="order-form">
              保存
            </Button>
          </>
        ) : (
          <>
            <Button onClick={close}>取消</Button>
            <Button variant="primary" type="submit" form="order-form" disabled={!isChanged}>
              保存
            </Button>
          </>
        )
      }
    >
      <form
        id="order-form"
        className="order-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <ol ref={list} className="order-steps" aria-label="审签的各步">
          {steps.map((step, at) => (
            // A step has no name of its own: two may read alike while one of them is being written.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={at}>
              <span className="order-number tabular" aria-hidden>
                {at + 1}
              </span>
              <span className="order-kind">{STEP_KINDS[step.kind]}</span>
              <input
                className="ui-input"
                aria-label={`第 ${at + 1} 步，${STEP_KINDS[step.kind]}由谁办`}
                placeholder={EXAMPLES[step.kind]}
                maxLength={40}
                value={step.who}
                onChange={(event) => change(withWho(steps, at, event.target.value))}
                onKeyDown={(event) => onKey(event, at)}
              />
              <IconButton
                icon={ArrowUp}
                label={`上移：${stepName(step)}`}
                keys="Alt+↑"
                size="small"
                disabled={!mayMove(steps, at, -1)}
                onClick={() => move(at, -1)}
              />
              <IconButton
                icon={ArrowDown}
                label={`下移：${stepName(step)}`}
                keys="Alt+↓"
                size="small"
                disabled={!mayMove(steps, at, 1)}
                onClick={() => move(at, 1)}
              />
              <IconButton
                icon={X}
                label={`去掉：${stepName(step)}`}
                size="small"
                disabled={step.kind === 'sign'}
                onClick={() => remove(at)}
              />
            </li>
          ))}
        </ol>
        <div className="order-add">
          {ADDED.map((kind) => (
            <Button
              key={kind}
              size="small"
              icon={Plus}
              disabled={steps.length >= MOST_STEPS}
              onClick={() => add(kind)}
            >
              {STEP_KINDS[kind]}
            </Button>
          ))}
        </div>
        <p className="ui-hint">
          由谁办可以不填；同一类有几步的（如几个部门会签），要写明是谁，这几步谁先谁后都行。
        </p>
        {failed && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {failed}
          </p>
        )}
      </form>
    </Dialog>
  );
}
