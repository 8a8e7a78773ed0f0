import { CircleAlert } from 'lucide-react';
import { useState, type FormEvent } from 'react';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { Person } from '../../../shared/review/types.ts';
import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChangeFacts } from './change-facts.tsx';
import { NewKeyMade } from './new-key-made.tsx';
import { NewPassphrase } from './new-passphrase.tsx';
import { NOTHING_TYPED, passphraseProblem, type TypedTwice } from './passphrase-problem.ts';
import { useKeys } from './use-keys.ts';
import { WayFields } from './way-fields.tsx';
import { openWays, ownKeys, wayOf, wayProblem, witnessKeys, type WayForm } from './ways.ts';

import './keys.css';

type Props = {
  person: Person;
  /** Why somebody is asked for a way, in the backend's words; left out where nobody has tried yet. */
  why?: string;
  /** What was typed as the new passphrase already. */
  typed?: TypedTwice;
  onMade?: (passphrase: string, key: KeyLine) => void;
  onClose: () => void;
};

/** A new key for a person here: the first one, or one that takes the place of an older one, in one of three ways. */
export function NewKeyDialog({ person, why, typed: before = NOTHING_TYPED, onMade, onClose }: Props) {
  const client = useClient();
  const { keys, failed: unread } = useKeys();
  const [typed, setTyped] = useState(before);
  const [asked, setAsked] = useState(why ?? null);
  const [form, setForm] = useState<WayForm>({ kind: 'declared', passphrase: '', witness: '', reason: '' });
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  /** What came of it: the keys are read again by then, and the new one is among them. */
  const [made, setMade] = useState<{ line: KeyLine; replaced: KeyLine | null } | null>(null);

  const own = ownKeys(keys ?? [], person.id);
  const isReplacing = own.length > 0;
  const needsWay = asked !== null || isReplacing;

  const make = async () => {
    const line = await client.call('keys.make', {
      person: person.id,
      passphrase: typed.first,
      ...(needsWay ? { way: wayOf(form) } : {}),
    });
    setMade({ line, replaced: own[0] ?? null });
    onMade?.(typed.first, line);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Drawn in a place of its own, it is still inside the form that has opened it, for React.
    event.stopPropagation();
    if (busy) return;
    const problem = (needsWay ? wayProblem(form) : null) ?? passphraseProblem(typed);
    setFailed(problem);
    if (problem !== null) return;
    setBusy(true);
    make()
      .catch((error: unknown) => {
        if (error instanceof AppError && error.code === 'not-ready' && !needsWay) setAsked(error.message);
        else setFailed(messageOf(error));
      })
      .finally(() => setBusy(false));
  };

  // Which ways there are is known in a moment: the focus then begins at the first of them.
  if (keys === null && unread === null) return null;
  if (made) return <NewKeyMade {...made} onClose={onClose} />;
  return (
    <Dialog
      open
      width={600}
      title={isReplacing ? '换新密钥' : '设签发口令'}
      about={person.unit ? `${person.name}（${person.unit}）` : person.name}
      busy={busy}
      onOpenChange={(open) => !open && !busy && onClose()}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            取消
          </Button>
          <Button variant="primary" type="submit" form="new-key-form" disabled={busy || keys === null}>
            {busy ? '请稍候…' : isReplacing ? '换新密钥' : '设好'}
          </Button>
        </>
      }
    >
      <form id="new-key-form" className="ui-form" noValidate aria-busy={busy} onSubmit={submit}>
        {asked && <p className="key-asked-why">{asked}</p>}
        {keys && needsWay && (
          <>
            <WayFields
              ways={openWays(keys, person.id)}
              form={form}
              witnesses={witnessKeys(keys, person.id)}
              onChange={setForm}
            />
            <ChangeFacts isNamesake={!isReplacing} />
          </>
        )}
        <NewPassphrase label={isReplacing ? '新的签发口令' : '签发口令'} typed={typed} onChange={setTyped} />
        {(failed ?? unread) && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {failed ?? unread}
          </p>
        )}
      </form>
    </Dialog>
  );
}
