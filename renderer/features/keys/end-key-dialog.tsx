import { useState } from 'react';

import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { useClient } from '../../client/client-context.ts';
import { Fingerprint } from './fingerprint.tsx';
import { KeyFormDialog } from './key-form-dialog.tsx';
import { nameAndUnit } from '../../../shared/signoff/approval.ts';

/** 停用: a key that came with a card is no longer trusted. */
export function EndKeyDialog({ line, onClose }: { line: KeyLine; onClose: () => void }) {
  const client = useClient();
  const [reason, setReason] = useState('');
  return (
    <KeyFormDialog
      title="停用密钥"
      about="停用后，用这把密钥签发的文件，核验时不再算本机认识的。停用和原因记入单位记录。"
      action="停用"
      problem={() => (reason.trim() === '' ? '请写停用的原因。' : null)}
      run={() => client.call('keys.end', { key: line.key, reason: reason.trim() })}
      onClose={onClose}
    >
      <div className="key-fact">
        <span>{nameAndUnit(line)}</span>
        <Fingerprint value={line.fingerprint} />
      </div>
      <label className="ui-label">
        <span>原因</span>
        <input
          className="ui-input"
          maxLength={500}
          value={reason}
          placeholder="如：对方来电说密钥所在的电脑丢了。"
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </KeyFormDialog>
  );
}
