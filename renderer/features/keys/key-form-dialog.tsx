import { CircleAlert } from 'lucide-react';
import { useId, useState, type FormEvent, type ReactNode } from 'react';

import { messageOf } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';

import './keys.css';

type Props = {
  title: string;
  about: string;
  action: string;
  /** What is missing, for the user; null where it can be gone. */
  problem: () => string | null;
  run: () => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
};

/** A small dialog in front of the list of keys: a few fields, one thing that is done with them. Closes when it is done. */
export function KeyFormDialog({ title, about, action, problem, run, onClose, children }: Props) {
  const form = useId();
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Drawn in a place of its own, it may still be inside another form, for React.
    event.stopPropagation();
    if (busy) return;
    const missing = problem();
    setFailed(missing);
    if (missing !== null) return;
    setBusy(true);
    run()
      .then(onClose)
      .catch((error: unknown) => {
        setFailed(messageOf(error));
        setBusy(false);
      });
  };
  return (
    <Dialog
      open
      width={520}
      title={title}
      about={about}
      busy={busy}
      onOpenChange={(open) => !open && !busy && onClose()}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            取消
          </Button>
          <Button variant="primary" type="submit" form={form} disabled={busy}>
            {busy ? '请稍候…' : action}
          </Button>
        </>
      }
    >
      <form id={form} className="ui-form" noValidate aria-busy={busy} onSubmit={submit}>
        {children}
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
