import { CircleCheck } from 'lucide-react';

import type { KeyLine } from '../../../shared/signoff/keys.ts';
import { useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CardButtons } from './card-buttons.tsx';
import { Fingerprint } from './fingerprint.tsx';
import { saveCard } from './save-card.ts';

import './keys.css';

type Props = { line: KeyLine; replaced: KeyLine | null; onClose: () => void };

/** A key was made: its fingerprint, and what is to be done with it. */
export function NewKeyMade({ line, replaced, onClose }: Props) {
  const client = useClient();
  const { person, name, unit, fingerprint } = line;
  return (
    <Dialog
      open
      width={560}
      title={replaced ? '新密钥已换好' : '签发口令已设好'}
      about={unit ? `${name}（${unit}）` : name}
      onOpenChange={(open) => !open && onClose()}
      footer={
        <Button variant="primary" onClick={onClose}>
          完成
        </Button>
      }
    >
      <div className="ui-form">
        <p className="key-made">
          <CircleCheck size={16} aria-hidden />
          {replaced ? '以后签发用新密钥和新口令。以前签发的仍然有效。' : '以后签发用这把密钥和这个口令。'}
        </p>
        <div className="key-fact">
          <span>{replaced ? '新的指纹' : '指纹'}</span>
          <Fingerprint value={fingerprint} />
        </div>
        {replaced && (
          <div className="key-fact">
            <span>原来的指纹</span>
            <Fingerprint value={replaced.fingerprint} />
          </div>
        )}
        <p className="ui-hint">
          {replaced
            ? '认得原来密钥的单位，现在要重新认识：把新的密钥卡发过去，再在电话里核对新的指纹。'
            : '别的单位要核验您签发的文件，先要认识这把密钥：把密钥卡发过去，再在电话里核对指纹。'}
        </p>
        {person !== null && (
          <CardButtons fingerprint={fingerprint} onExport={() => saveCard(client, person)} />
        )}
      </div>
    </Dialog>
  );
}
