import { useState } from 'react';

import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { useClient } from '../../client/client-context.ts';
import { useToast } from '../../ui/toast.tsx';
import { KeyFormDialog } from './key-form-dialog.tsx';
import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { NewPassphrase } from './new-passphrase.tsx';
import { NOTHING_TYPED, passphraseProblem } from './passphrase-problem.ts';
import { saveCard } from './save-card.ts';

type Props = { line: KeyLine; onClose: () => void };

const Passphrase = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <label className="ui-label">
    <span>现在的签发口令</span>
    <input
      className="ui-input"
      type="password"
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  </label>
);

/** 改口令: the same key, the same fingerprint, another passphrase. */
export function ChangePassphraseDialog({ line, onClose }: Props) {
  const client = useClient();
  const toast = useToast();
  const [passphrase, setPassphrase] = useState('');
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const run = async () => {
    if (line.person === null) return;
    await client.call('keys.changePassphrase', { person: line.person, passphrase, next: typed.first });
    toast({ text: '口令已改，密钥和指纹不变。' });
  };
  return (
    <KeyFormDialog
      title="改口令"
      about={`${nameAndUnit(line)}。密钥和指纹不变，不用重发密钥卡。`}
      action="改口令"
      problem={() => (passphrase === '' ? '请输入现在的口令。' : passphraseProblem(typed))}
      run={run}
      onClose={onClose}
    >
      <Passphrase value={passphrase} onChange={setPassphrase} />
      <NewPassphrase label="新的签发口令" typed={typed} onChange={setTyped} />
    </KeyFormDialog>
  );
}

/** A key of before there were cards has to sign its first one. */
export function OldCardDialog({ line, onClose }: Props) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState('');
  const { person } = line;
  return (
    <KeyFormDialog
      title="导出密钥卡"
      about={`${nameAndUnit(line)}。这把密钥是以前设的，第一次导出密钥卡要用口令。`}
      action="导出密钥卡"
      problem={() => (passphrase === '' ? '请输入签发口令。' : null)}
      run={() => (person === null ? Promise.resolve() : saveCard(client, person, passphrase))}
      onClose={onClose}
    >
      <Passphrase value={passphrase} onChange={setPassphrase} />
    </KeyFormDialog>
  );
}
