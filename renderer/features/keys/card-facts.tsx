import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';

import type { CardView, KeyWay } from '../../../shared/signoff/keys.ts';
import { localDay } from '../../../shared/text/local-time.ts';
import { Fingerprint } from './fingerprint.tsx';
import { followsWords } from './key-words.ts';

import './keys.css';

type Props = {
  view: CardView;
  /** Fingerprint of the key that is looked for; null where any will do. */
  wanted: string | null;
};

/** What becomes of the older key when the new one is taken in. */
const FATE_OF_OLDER: Readonly<Record<KeyWay, string>> = {
  old: '收入后，原来的密钥就停用。',
  witness: '作证的密钥本机也认识的，收入后原来的密钥就停用；不认识的，两把都算认识。',
  namesake: '收入后两把都算认识，以指纹区分。',
  declared: '只是登记说明，没有别的证据：收入后两把都算认识，原来的要不要停用，请在电话里问清楚。',
};

/** What a key card says, and what is to be thought of. */
export function CardFacts({ view, wanted }: Props) {
  const { fingerprint, at, follows, isKnown, namesakes } = view;
  return (
    <>
      <section className="key-card" aria-label="密钥卡">
        <strong>{nameAndUnit(view)}</strong>
        <span className="key-since tabular">{localDay(at)} 起用</span>
        <Fingerprint value={fingerprint} />
      </section>
      {isKnown && (
        <p className="key-note good">
          <CircleCheck size={14} aria-hidden />
          这把密钥已经认识了，不用再收。
        </p>
      )}
      {wanted !== null && wanted !== fingerprint && (
        <p className="key-note bad">
          <CircleAlert size={14} aria-hidden />
          <span>
            这不是签那个文件的密钥。文件里的指纹是
            <Fingerprint value={wanted} />
          </span>
        </p>
      )}
      {follows && (
        <div className="key-note">
          <TriangleAlert size={14} aria-hidden />
          <div>
            <p>
              {follows.way === 'namesake' ? '有同名的另一把：' : '这把密钥接替另一把：'}
              {followsWords(follows)}
            </p>
            <p>
              {follows.way === 'namesake' ? '那一把的指纹' : '原来的指纹'}
              <Fingerprint value={follows.fingerprint} />
              {follows.isKnown ? '，本机认识。' : '，本机不认识。'}
              {follows.isKnown && FATE_OF_OLDER[follows.way]}
            </p>
          </div>
        </div>
      )}
      {namesakes.length > 0 && (
        <div className="key-note">
          <TriangleAlert size={14} aria-hidden />
          <div>
            <p>本机已有 {namesakes.length} 把同名的密钥。是不是同一个人，要问清楚：</p>
            <ul>
              {namesakes.map((line) => (
                <li key={line.key}>
                  {nameAndUnit(line)}
                  <Fingerprint value={line.fingerprint} />
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </>
  );
}
