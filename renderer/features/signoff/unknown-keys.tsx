import { CircleAlert, KeyRound } from 'lucide-react';
import { useState } from 'react';

import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';
import { Button } from '../../ui/button.tsx';
import { Fingerprint } from '../keys/fingerprint.tsx';
import { TakeCardDialog } from '../keys/take-card-dialog.tsx';
import { nameAndUnit } from '../../../shared/signoff/approval.ts';

type Props = {
  keys: ApprovalFileView['unknownKeys'];
  /** A card was taken in: the file is to be looked at anew. */
  onKnown: () => void;
};

/** Keys that signed steps of a file and are not known here, each with its fingerprint and the way to know it. */
export function UnknownKeys({ keys, onKnown }: Props) {
  const [wanted, setWanted] = useState<string | null>(null);
  if (keys.length === 0) return null;
  return (
    <section className="unknown-keys" aria-label="本机不认识的密钥">
      <p>
        <CircleAlert size={14} aria-hidden />
        下面签名的密钥本机不认识，请打电话与本人核对指纹；对不上的，不要往下办。
      </p>
      <ul>
        {keys.map((key) => (
          <li key={key.fingerprint}>
            <KeyRound size={14} aria-hidden />
            <span>{nameAndUnit(key)}</span>
            <Fingerprint value={key.fingerprint} />
            <Button size="small" onClick={() => setWanted(key.fingerprint)}>
              收入密钥卡…
            </Button>
          </li>
        ))}
      </ul>
      {wanted !== null && (
        <TakeCardDialog wanted={wanted} onTaken={onKnown} onClose={() => setWanted(null)} />
      )}
    </section>
  );
}
