import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { Obstacle } from '../../../shared/signoff/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePeople } from '../people/people-context.ts';
import { ObstacleList } from './obstacle-list.tsx';
import { SignForm } from './sign-form.tsx';

import './signoff.css';

type Props = { session: ReportSession; onClose: () => void };

type Found = { obstacles: Obstacle[] } | { failed: string } | null;

/** First what is not done yet, with the way to each; when nothing is left, opinion, date and passphrase. */
export function SignoffDialog({ session, onClose }: Props) {
  const client = useClient();
  const toast = useToast();
  const { people, person } = usePeople();
  const [found, setFound] = useState<Found>(null);

  useEffect(() => {
    let live = true;
    const look = async () => {
      try {
        // What is signed is what is stored.
        await session.flush();
        const obstacles = await client.call('signoff.obstacles', { id: session.id });
        if (live) setFound({ obstacles });
      } catch (error) {
        if (live) setFound({ failed: messageOf(error) });
      }
    };
    void look();
    return () => {
      live = false;
    };
  }, [client, session]);

  const goTo = ({ block, field }: Obstacle) => {
    onClose();
    if (field !== undefined) session.caret.goTo({ field });
    else if (block !== undefined) session.caret.goTo({ block });
  };

  const signers = people.filter(({ role, origin }) => role === 'signer' && !origin);
  const open = found && 'obstacles' in found ? found.obstacles : [];
  const ready = found !== null && 'obstacles' in found && open.length === 0;

  return (
    <Dialog
      open
      width={560}
      title="签发"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        ready ? (
          <>
            <Button onClick={onClose}>取消</Button>
            <Button variant="primary" type="submit" form="sign-form" disabled={signers.length === 0}>
              签发
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>关闭</Button>
        )
      }
    >
      {found === null && <p className="signoff-note">正在核对…</p>}
      {found && 'failed' in found && (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          {found.failed}
        </p>
      )}
      {open.length > 0 && (
        <>
          <p className="signoff-note">还有 {open.length} 处没有办完，办完才能签发。点一处就到那里。</p>
          <ObstacleList obstacles={open} onGo={goTo} />
        </>
      )}
      {ready && (
        <>
          <p className="signoff-note good">
            <CircleCheck size={16} aria-hidden />
            修订、批注、校对、必写小节和数据都已办完。签发后正文不能再改。
          </p>
          <SignForm
            session={session}
            signers={signers}
            preferred={person?.id ?? null}
            onSigned={(version) => {
              toast({ text: `已签发，第 ${version} 版已封存。` });
              onClose();
            }}
          />
        </>
      )}
    </Dialog>
  );
}
