import { CircleAlert, FileKey2 } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';

import type { CardView, KeyLine } from '../../../shared/signoff/keys.ts';
import type { Client } from '../../client/client.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CardFacts } from './card-facts.tsx';
import { CARD_ENDING, readCardFile } from './card-file.ts';
import { Fingerprint } from './fingerprint.tsx';

import './keys.css';

type Props = {
  /** Fingerprint of the key that is looked for; left out where any will do. */
  wanted?: string;
  /** A card that is there already. */
  file?: File;
  onTaken?: (line: KeyLine) => void;
  onClose: () => void;
};

type Card = { text: string; view: CardView };
type Read = { card: Card | null; failed: string | null };

async function readCard(client: Client, file: File): Promise<Read> {
  try {
    const text = await readCardFile(file);
    return { card: { text, view: await client.call('keys.readCard', { card: text }) }, failed: null };
  } catch (error) {
    return { card: null, failed: messageOf(error) };
  }
}

/** 收入密钥卡: what it says, and the question whether its fingerprint was compared by telephone. */
export function TakeCardDialog({ wanted, file, onTaken, onClose }: Props) {
  const client = useClient();
  const check = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [card, setCard] = useState<Card | null>(null);
  const [compared, setCompared] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const put = useCallback((read: Read) => {
    // Another card was not compared yet, whatever was said of the one before.
    setCompared(false);
    setCard(read.card);
    setFailed(read.failed);
  }, []);
  useEffect(() => {
    if (file) void readCard(client, file).then(put);
  }, [client, file, put]);
  const read = (chosen: File) => void readCard(client, chosen).then(put);
  const take = async ({ text }: Card) => {
    setBusy(true);
    setFailed(null);
    try {
      const line = await client.call('keys.addCard', { card: text, compared: true });
      onTaken?.(line);
      onClose();
    } catch (error) {
      setFailed(messageOf(error));
      setBusy(false);
    }
  };
  const pick = () => picker.current?.click();
  const mayTake = card !== null && !card.view.isKnown;

  return (
    <Dialog
      open
      width={560}
      title="收入密钥卡"
      about={`密钥卡（${CARD_ENDING} 文件）由对方导出，用什么办法发来都行；要紧的是在电话里核对指纹。`}
      busy={busy}
      onOpenChange={(open) => !open && !busy && onClose()}
      footer={
        <>
          <Button disabled={busy} onClick={onClose}>
            {card?.view.isKnown ? '关闭' : '取消'}
          </Button>
          {card && (
            <Button disabled={busy} onClick={pick}>
              换一张…
            </Button>
          )}
          {card === null ? (
            <Button variant="primary" icon={FileKey2} onClick={pick}>
              选密钥卡…
            </Button>
          ) : (
            mayTake && (
              <Button variant="primary" disabled={busy || !compared} onClick={() => void take(card)}>
                收入
              </Button>
            )
          )}
        </>
      }
    >
      {/* What is dropped here is a card, also for the screen behind. */}
      <div
        className="ui-form"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          event.stopPropagation();
          const [dropped] = event.dataTransfer.files;
          if (dropped && !busy) read(dropped);
        }}
      >
        <input
          ref={picker}
          className="visually-hidden"
          type="file"
          accept={CARD_ENDING}
          aria-label="选择密钥卡"
          tabIndex={-1}
          onChange={(event) => {
            const [chosen] = event.target.files ?? [];
            event.target.value = '';
            if (chosen) read(chosen);
          }}
        />
        {card === null && wanted !== undefined && (
          <div className="key-fact">
            <span>要找的指纹</span>
            <Fingerprint value={wanted} />
          </div>
        )}
        {card && <CardFacts view={card.view} wanted={wanted ?? null} />}
        {mayTake && (
          <div className="key-compare">
            <p>
              打电话给{card.view.name}
              本人（用您本来就有的号码，不要用随密钥卡发来的号码），请对方打开“密钥”，念出指纹的六组数字，逐组核对。
            </p>
            <label htmlFor={check}>
              <input
                id={check}
                type="checkbox"
                checked={compared}
                onChange={(event) => setCompared(event.target.checked)}
              />
              已在电话里和本人核对过指纹
            </label>
          </div>
        )}
        {failed && (
          <p className="ui-error" role="alert">
            <CircleAlert size={14} aria-hidden />
            {failed}
          </p>
        )}
      </div>
    </Dialog>
  );
}
