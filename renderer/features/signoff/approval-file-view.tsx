import { CircleAlert, KeyRound } from 'lucide-react';

import type { ApprovalFileView } from '../../../shared/signoff/approval.ts';
import { ApprovalChain } from './approval-chain.tsx';
import { fullDate, whoText } from './approval-words.ts';

/** What an approval file holds: whose report, its words, the steps taken, and the keys that are not known here. */
export function ApprovalFileSheet({ view }: { view: ApprovalFileView }) {
  const { title, unit, year, lines, slots, returned, unknownKeys } = view;
  return (
    <div className="approval-file">
      <header>
        <h3>{title}</h3>
        <p className="ui-hint">
          {unit} · {year}年
        </p>
      </header>
      <div className="approval-file-columns">
        {/* Scrolls by keyboard too. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <section className="approval-words" tabIndex={0} aria-label="审签的正文">
          {lines.map((line, at) => (
            // Lines have no name of their own; their order is that of the text.
            // oxlint-disable-next-line react/no-array-index-key
            <p key={at}>{line}</p>
          ))}
        </section>
        <div>
          {returned && (
            <p className="approval-returned">
              {whoText(returned.person)}
              {fullDate(returned.date)}退回：{returned.opinion}
            </p>
          )}
          <ApprovalChain slots={slots} />
        </div>
      </div>
      {unknownKeys.length > 0 && (
        <section className="unknown-keys" aria-label="本机不认识的密钥">
          <p>
            <CircleAlert size={14} aria-hidden />
            下面签名的密钥本机不认识，请打电话与本人核对指纹；对不上的，不要往下办。
          </p>
          <ul>
            {unknownKeys.map((key) => (
              <li key={key.fingerprint}>
                <KeyRound size={14} aria-hidden />
                <span>{whoText(key)}</span>
                <code className="tabular">{key.fingerprint}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
