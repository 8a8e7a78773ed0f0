import { CircleAlert, FileKey2, KeyRound } from 'lucide-react';
import { useState } from 'react';

import { AppError } from '../../../shared/errors/app-error.ts';
import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePeople } from '../people/people-context.ts';
import { useCopyFingerprint } from './card-buttons.tsx';
import { EndKeyDialog } from './end-key-dialog.tsx';
import { KeyEvents } from './key-events.tsx';
import { KeyRow, type KeyActions } from './key-row.tsx';
import { groupKeys } from './key-words.ts';
import { NewKeyDialog } from './new-key-dialog.tsx';
import { ChangePassphraseDialog, OldCardDialog } from './passphrase-dialogs.tsx';
import { saveCard } from './save-card.ts';
import { TakeCardDialog } from './take-card-dialog.tsx';
import { useKeys } from './use-keys.ts';

import './keys.css';

const TABS = [
  { value: 'keys', label: '密钥' },
  { value: 'events', label: '密钥记录' },
] as const;

/** What stands in front of the list. */
type Open =
  | { at: 'take' }
  | { at: 'new'; person: string }
  | { at: 'passphrase' | 'card' | 'end'; line: KeyLine }
  | null;

/** All keys that are known here, with their fingerprints, and what was done with them. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const toast = useToast();
  const copy = useCopyFingerprint();
  const { person: atWork, byId } = usePeople();
  const { keys, failed, refresh } = useKeys();
  const [tab, setTab] = useState<(typeof TABS)[number]['value']>('keys');
  const [open, setOpen] = useState<Open>(null);
  const groups = groupKeys(keys ?? []);
  const mayMake = keys && atWork && !groups.own.some(({ person }) => person === atWork.id);

  const exportCard = (line: KeyLine) => {
    if (line.person === null) return;
    saveCard(client, line.person)
      .then((saved) => {
        if (saved !== 'dismissed')
          toast({ text: '密钥卡已导出。发给要认识这把密钥的单位，再在电话里核对指纹。' });
        return saved;
      })
      .catch((error: unknown) => {
        const isOld = error instanceof AppError && error.code === 'wrong-passphrase';
        if (isOld) setOpen({ at: 'card', line });
        else toast({ text: messageOf(error) });
      });
  };
  const actions: KeyActions = {
    copy: ({ fingerprint }) => copy(fingerprint),
    exportCard,
    changePassphrase: (line) => setOpen({ at: 'passphrase', line }),
    renew: ({ person }) => setOpen(person === null ? null : { at: 'new', person }),
    end: (line) => setOpen({ at: 'end', line }),
  };
  const close = () => {
    setOpen(null);
    refresh();
  };
  const renamedOf = ({ person, name }: KeyLine): string | null => {
    const now = person === null ? undefined : byId.get(person)?.name;
    return now === undefined || now === name ? null : now;
  };
  const list = (title: string, lines: readonly KeyLine[]) => (
    <section className="key-group" aria-label={title}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <KeyRow
            key={line.key}
            line={line}
            before={keys?.find(({ key }) => key === line.follows?.key) ?? null}
            renamed={renamedOf(line)}
            actions={actions}
          />
        ))}
      </ul>
    </section>
  );
  const renewed = open?.at === 'new' ? byId.get(open.person) : undefined;

  return (
    <Dialog
      open
      width={680}
      title="密钥"
      about="签发用本人的密钥；认得对方的密钥，才能核验对方签发的文件。指纹相同，就是同一把密钥。"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      footer={
        <>
          <Button icon={FileKey2} onClick={() => setOpen({ at: 'take' })}>
            收入密钥卡…
          </Button>
          <span className="grow" />
          <Button variant="primary" onClick={onClose}>
            关闭
          </Button>
        </>
      }
    >
      <div className="keys">
        <Segmented label="看什么" value={tab} options={TABS} onChange={setTab} />
        {failed && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {failed}
          </p>
        )}
        {tab === 'events' && <KeyEvents />}
        {tab === 'keys' && keys && (
          <>
            {groups.own.length > 0 && list('本机人员的密钥', groups.own)}
            {mayMake && (
              <p className="key-none">
                <span>{atWork.name}还没有密钥：第一次签发时设，也可以现在设好，先把密钥卡发出去。</span>
                <Button icon={KeyRound} onClick={() => setOpen({ at: 'new', person: atWork.id })}>
                  设签发口令…
                </Button>
              </p>
            )}
            {groups.taken.length > 0 && list('收入的密钥', groups.taken)}
            {groups.taken.length === 0 && (
              <p className="key-none">
                还没有收入别人的密钥。要核验别的单位签发的文件，请对方发来密钥卡，在电话里核对指纹后收入。
              </p>
            )}
            {groups.ended.length > 0 && list('不再使用的密钥', groups.ended)}
          </>
        )}
      </div>
      {open?.at === 'take' && <TakeCardDialog onClose={close} />}
      {renewed && <NewKeyDialog person={renewed} onMade={refresh} onClose={close} />}
      {open?.at === 'passphrase' && <ChangePassphraseDialog line={open.line} onClose={close} />}
      {open?.at === 'card' && <OldCardDialog line={open.line} onClose={close} />}
      {open?.at === 'end' && <EndKeyDialog line={open.line} onClose={close} />}
    </Dialog>
  );
}
