import { CircleAlert, CircleCheck, CircleHelp, CircleX, FileKey2, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import type { RecordCheck } from '../../../shared/signoff/record.ts';
import { answerWords } from '../../../shared/signoff/answer-words.ts';
import {
  ANSWERS_OF_VERIFY,
  VERIFY_SCOPES,
  type Verification,
  type VerifyAnswer,
} from '../../../shared/signoff/types.ts';
import { Button } from '../../ui/button.tsx';
import { Fingerprint } from '../keys/fingerprint.tsx';
import { nameAndUnit } from '../../../shared/signoff/approval.ts';
import { useKeys } from '../keys/use-keys.ts';
import type { Answer } from './use-verify.ts';
import { ApprovalTable, DifferenceTable, OddityTable } from './verify-tables.tsx';

import './verify.css';

/** Told apart by shape and words first. */
const ICONS: Readonly<Record<VerifyAnswer, LucideIcon>> = {
  known: CircleCheck,
  unknown: CircleHelp,
  invalid: CircleX,
};

/** A card that is to be taken in: one that is there, or the one of this fingerprint, or any. */
export type CardWish = { file?: File; wanted?: string };

type Props = {
  answer: Answer;
  /** Opens the dialog that takes a card in. */
  onTake: (card: CardWish) => void;
};

/** What came of one file: the answer, then what it is about. */
export function VerifyAnswerView({ answer, onTake }: Props) {
  const { title } = answer;
  switch (answer.kind) {
    case 'failed':
      return (
        <section className="verified" aria-label={title}>
          <Head tone="failed" icon={CircleAlert} words="没有核验" title={title} />
          <p role="alert">{answer.message}</p>
        </section>
      );
    case 'card':
      return (
        <section className="verified" aria-label={title}>
          <Head tone="failed" icon={FileKey2} words="这是密钥卡" title={title} />
          <p>收入密钥卡，才认得它的主人签发的文件。收入之前，要在电话里核对指纹。</p>
          <Button icon={FileKey2} onClick={() => onTake({ file: answer.file })}>
            看这张密钥卡…
          </Button>
        </section>
      );
    case 'record':
      return <RecordAnswer title={title} check={answer.result} />;
    case 'verification':
      return (
        <VerificationView
          title={title}
          result={answer.result}
          hasProof={answer.hasProof}
          isReport={answer.isReport}
          onTake={(wanted) => onTake(wanted === '' ? {} : { wanted })}
        />
      );
  }
}

type HeadProps = {
  tone: VerifyAnswer | 'failed';
  icon: LucideIcon;
  words: string;
  title: string;
  children?: ReactNode;
};

function Head({ tone, icon: Icon, words, title, children }: HeadProps) {
  return (
    <header className={`verified-head ${tone}`}>
      <Icon size={28} strokeWidth={1.75} aria-hidden />
      <div>
        <h3>{words}</h3>
        {children}
        <p className="verified-title">{title}</p>
      </div>
    </header>
  );
}

type VerificationProps = {
  title: string;
  result: Verification;
  hasProof: boolean;
  /** The report itself, not a file. */
  isReport: boolean;
  onTake: (wanted: string) => void;
};

function VerificationView({ title, result, hasProof, isReport, onTake }: VerificationProps) {
  const { answer, scope, fingerprint, approvals, findings, differences, oddities } = result;
  return (
    <section className="verified" aria-label={title}>
      <Head tone={answer} icon={ICONS[answer]} words={answerWords(result)} title={title}>
        {scope && <p className="verified-scope">{VERIFY_SCOPES[scope]}</p>}
      </Head>
      {findings
        .filter((finding) => scope === null || finding !== `${VERIFY_SCOPES[scope]}。`)
        .map((finding) => (
          <p key={finding}>{finding}</p>
        ))}
      {answer === 'unknown' && <UnknownKey fingerprint={fingerprint} onTake={() => onTake(fingerprint)} />}
      {scope === 'words' && !hasProof && answer !== 'invalid' && (
        <p className="verified-hint">
          想知道是不是导出的那个文件本身，请对方把同名的核验文件（.nsv）一起发来，和这个文件一起选。
        </p>
      )}
      {oddities.length > 0 && <OddityTable oddities={oddities} />}
      {differences.length > 0 && <DifferenceTable differences={differences} />}
      {approvals.length > 0 && (
        <>
          {answer === 'invalid' && (
            <p className="verified-lead">{INVALID_APPROVALS[isReport ? 'report' : 'file']}</p>
          )}
          <ApprovalTable approvals={approvals} />
        </>
      )}
    </section>
  );
}

/** Whose approvals are shown where nothing was proved. */
const INVALID_APPROVALS = {
  file: '文件里的签发标记是这样写的，但这个文件不是那一稿：',
  report: '签发稿是这样签的：',
} as const;

/** What to do where the key is not known here: anybody can make a key in anybody's name. */
function UnknownKey({ fingerprint, onTake }: { fingerprint: string; onTake: () => void }) {
  const { keys } = useKeys();
  const there = keys?.find((key) => key.fingerprint === fingerprint);
  if (there) {
    return (
      <div className="verified-unknown">
        <p>
          这把密钥在本机收入过，是{nameAndUnit(there)}的{there.ended === null ? '' : '，已停用'}
          。这次签名不能采信，原因见上；请打电话向签发单位问清楚。
        </p>
        <Fingerprint value={fingerprint} />
      </div>
    );
  }
  return (
    <div className="verified-unknown">
      <p>谁都能以任何人的名义设一把密钥。先弄清楚这把密钥是不是签发人本人的：</p>
      {fingerprint && <Fingerprint value={fingerprint} />}
      <ol>
        <li>请签发单位把密钥卡（.nskey）发来。</li>
        <li>
          给签发人打电话，请对方打开“密钥”，念出指纹，和{fingerprint ? '上面的' : '密钥卡上的'}逐组核对。
        </li>
        <li>核对一致，收入密钥卡，文件会自动再核验一遍。</li>
      </ol>
      <Button variant="primary" icon={FileKey2} onClick={onTake}>
        收入密钥卡…
      </Button>
    </div>
  );
}

function RecordAnswer({ title, check }: { title: string; check: RecordCheck }) {
  const { answer, entries, findings } = check;
  return (
    <section className="verified" aria-label={title}>
      <Head tone={answer} icon={ICONS[answer]} words={ANSWERS_OF_VERIFY[answer]} title={title}>
        <p className="verified-scope">办理记录，共 {entries} 条</p>
      </Head>
      {findings.map((finding) => (
        <p key={finding}>{finding}</p>
      ))}
    </section>
  );
}
