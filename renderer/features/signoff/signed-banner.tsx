import { Stamp } from 'lucide-react';
import { useEffect, useState } from 'react';

import { HOWS } from '../../../shared/signoff/approval.ts';
import type { Signature } from '../../../shared/signoff/types.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { useSetting } from '../../client/use-setting.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { fullDate } from '../../../shared/text/local-time.ts';

type Props = { session: ReportSession; onVerify: () => void; onApproval: () => void };

/** Over a signed report: who signed it and when, and how to go on. */
export function SignedBanner({ session, onVerify, onApproval }: Props) {
  const client = useClient();
  const toast = useToast();
  const [person] = useSetting('currentPerson');
  const [signature, setSignature] = useState<Signature | null>(null);
  const { id } = session;

  useEffect(() => {
    let live = true;
    client
      .call('signoff.list', { id })
      .then(([newest]) => live && setSignature(newest ?? null))
      // The banner still says that it is signed.
      .catch(() => undefined);
    return () => {
      live = false;
    };
  }, [client, id]);

  const reopen = async () => {
    if (person === null) {
      toast({ text: '请先在报告上方选定自己的姓名，再开新一版。' });
      return;
    }
    try {
      await client.call('signoff.reopen', { id, person });
      toast({ text: '已开新一版，改好后要重新签发。签发的那一版原样保留。' });
    } catch (error) {
      toast({ text: messageOf(error) });
    }
  };

  // Those of before there was another way were all signed with the signer's own key.
  const how = signature && HOWS[signature.format === 3 ? signature.how.kind : 'own'];
  return (
    <section className="ui-banner signed" aria-label="签发">
      <Stamp size={16} aria-hidden />
      <p>
        {signature
          ? `已签发：${signature.signer.name}，${fullDate(signature.date)}，${how}，第 ${signature.version} 版。正文不能再改。`
          : '已定稿，正文不能再改。'}
      </p>
      {signature && (
        <>
          <Button size="small" onClick={onApproval}>
            审签情况
          </Button>
          <Button size="small" onClick={onVerify}>
            核验
          </Button>
        </>
      )}
      <Button size="small" onClick={() => void reopen()}>
        开新一版
      </Button>
    </section>
  );
}
