import { useEffect, useState } from 'react';

import type { BackupItem, BackupResults } from '../../../shared/contract/backups.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { whenText } from '../../base/when.ts';
import { contentText, sizeText } from './backup-texts.ts';
import { passphraseOf, PassphraseFields } from './passphrase-fields.tsx';
import { PlacePicker } from './place-picker.tsx';

type Side = 'take' | 'receive';
const SIDES: readonly { value: Side; label: string }[] = [
  { value: 'take', label: '从这台带走' },
  { value: 'receive', label: '在这台收下' },
];

type Props = { onClose: () => void; onTake: (item: BackupItem) => void };

/** To another computer in one file: made here, taken in there. */
export function MoveDialog({ onClose, onTake }: Props) {
  const [side, setSide] = useState<Side>('take');
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="换电脑"
      about="三步：在旧电脑上存成一个文件，把文件拷到新电脑，在新电脑上收下。"
      width={560}
    >
      <div className="ui-form">
        <Segmented label="哪一台" value={side} options={SIDES} onChange={setSide} wide />
        {side === 'take' ? <TakeAway onClose={onClose} /> : <Receive onTake={onTake} />}
      </div>
    </Dialog>
  );
}

function TakeAway({ onClose }: { onClose: () => void }) {
  const client = useClient();
  const [folder, setFolder] = useState('');
  const [typed, setTyped] = useState({ first: '', again: '' });
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [made, setMade] = useState<BackupResults['backup.whole'] | null>(null);
  const passphrase = passphraseOf(typed);

  const run = () => {
    setBusy(true);
    setFailed(null);
    client
      .call('backup.whole', { folder: folder.trim(), passphrase: passphrase ?? null })
      .then(setMade)
      .catch((error: unknown) => setFailed(messageOf(error)))
      .finally(() => setBusy(false));
  };
  if (made)
    return (
      <div className="backups-made">
        <p>
          <strong>已存好，并检查过：</strong>
          {made.reports} 份报告、{made.originals} 个原文件，{sizeText(made.bytes)}。
        </p>
        <p className="backups-path">{made.file}</p>
        {made.lost.length > 0 && (
          <p className="ui-error">这些原文件不在数据文件夹里，没有带上：{made.lost.join('、')}</p>
        )}
        <p>接下来：把它拷到新电脑，在新电脑的年述里打开“备份”，点“换电脑”“在这台收下”。</p>
        <p className="ui-hint">
          签发密钥也在里面，仍要本人的签发口令才能签。旧电脑交给别人之前，请删去它的数据文件夹。
        </p>
        <Button variant="primary" onClick={onClose}>
          完成
        </Button>
      </div>
    );
  return (
    <>
      <PlacePicker label="存到" value={folder} onChange={setFolder} />
      <PassphraseFields typed={typed} onChange={setTyped} />
      <p className="ui-hint">
        文件里有全部报告、版本、批注、记录、设置、词表规则、签发密钥和原文件。主题等界面设置不在里面。
      </p>
      {failed && (
        <p className="ui-error" role="alert">
          {failed}
        </p>
      )}
      <Button
        variant="primary"
        disabled={busy || folder.trim() === '' || passphrase === undefined}
        onClick={run}
      >
        {busy ? '正在存…' : '存成一个文件'}
      </Button>
    </>
  );
}

function Receive({ onTake }: { onTake: (item: BackupItem) => void }) {
  const client = useClient();
  const [now] = useState(() => new Date());
  const [path, setPath] = useState('');
  const [found, setFound] = useState<BackupItem[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);

  // Looks where people put such files, and then where somebody says.
  const [where, setWhere] = useState<string | null>(null);
  useEffect(() => {
    let live = true;
    client
      .call('backup.find', where === null ? {} : { path: where })
      .then((items) => live && setFound(items))
      .catch((error: unknown) => live && setFailed(messageOf(error)));
    return () => {
      live = false;
    };
  }, [client, where]);
  const look = () => {
    setFailed(null);
    setWhere(path.trim() === '' ? null : path.trim());
  };

  return (
    <>
      <p className="ui-hint">这台电脑上已有报告的，收下前会先说明哪些会被替换，由您决定。</p>
      {found && found.length === 0 && <p>没有找到备份文件。插上U盘后再找，或写明文件在哪里。</p>}
      {found && found.length > 0 && (
        <ul className="backups-found">
          {found.map((item) => (
            <li key={item.file}>
              <div>
                <strong>{item.name}</strong>
                <p className="ui-hint">
                  {whenText(item.madeAt, now)}，{contentText(item)}，{sizeText(item.bytes)}
                  {item.encrypted && '，有口令'}
                </p>
              </div>
              <Button size="small" disabled={!item.readable || item.newer} onClick={() => onTake(item)}>
                收下…
              </Button>
            </li>
          ))}
        </ul>
      )}
      <label className="ui-label">
        <span>文件或文件夹在</span>
        <input
          className="ui-input"
          value={path}
          placeholder="完整路径"
          onChange={(event) => setPath(event.target.value)}
        />
      </label>
      {failed && (
        <p className="ui-error" role="alert">
          {failed}
        </p>
      )}
      <Button onClick={look}>查找</Button>
    </>
  );
}
