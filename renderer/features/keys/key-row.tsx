import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { Copy, Ellipsis, IdCard, KeyRound, RotateCcw, TriangleAlert, Unlink } from 'lucide-react';

import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { localDay } from '../../../shared/text/local-time.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { followsWords, namesakeWords } from './key-words.ts';

/** What can be done with a key. */
export type KeyActions = {
  copy: (line: KeyLine) => void;
  exportCard: (line: KeyLine) => void;
  changePassphrase: (line: KeyLine) => void;
  renew: (line: KeyLine) => void;
  end: (line: KeyLine) => void;
};

type Props = {
  line: KeyLine;
  /** The key that it follows, where that is known here. */
  before: KeyLine | null;
  /** What its holder is called now, where that is another name: the key does not sign in it. */
  renamed: string | null;
  actions: KeyActions;
};

/** A key: whose it is, its fingerprint, since when, how it came to be, and what can be done with it. */
export function KeyRow({ line, before, renamed, actions }: Props) {
  const { fingerprint, since, ended, follows } = line;
  const whose = nameAndUnit(line);
  const namesakes = namesakeWords(line);
  return (
    <li className={ended === null ? 'key-row' : 'key-row ended'}>
      <div className="key-row-head">
        <strong>{whose}</strong>
        <span className="key-since tabular">
          {line.person === null ? `${localDay(since)} 收入` : `${localDay(since)} 起用`}
          {ended !== null && `，${localDay(ended)} 停用`}
        </span>
      </div>
      <Fingerprint value={fingerprint} />
      {follows && <p>{followsWords(follows)}</p>}
      {before && (
        <p>
          原来的指纹：
          <Fingerprint value={before.fingerprint} />
        </p>
      )}
      {ended === null && renamed !== null && (
        <p className="key-namesakes">
          <TriangleAlert size={14} aria-hidden />
          现在的姓名是{renamed}。密钥不跟着改名：要以新的姓名签，请用原来的口令换一把。
        </p>
      )}
      {ended === null && namesakes && (
        <p className="key-namesakes">
          <TriangleAlert size={14} aria-hidden />
          {namesakes}
        </p>
      )}
      <div className="key-row-tools">
        {ended === null && line.person !== null && (
          <Button size="small" icon={IdCard} onClick={() => actions.exportCard(line)}>
            导出密钥卡
          </Button>
        )}
        <IconButton icon={Copy} label={`复制指纹：${whose}`} onClick={() => actions.copy(line)} />
        {ended === null && (
          <Menu trigger={<IconButton icon={Ellipsis} label={`更多操作：${whose}`} />}>
            {line.person === null ? (
              <MenuItem icon={Unlink} onSelect={() => actions.end(line)}>
                停用…
              </MenuItem>
            ) : (
              <>
                <MenuItem icon={KeyRound} onSelect={() => actions.changePassphrase(line)}>
                  改口令…
                </MenuItem>
                <MenuSeparator />
                <MenuItem icon={RotateCcw} onSelect={() => actions.renew(line)}>
                  换新密钥、忘了口令…
                </MenuItem>
              </>
            )}
          </Menu>
        )}
      </div>
    </li>
  );
}
