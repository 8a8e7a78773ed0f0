import { CircleAlert, FolderOpen, GitMerge } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type ReactNode } from 'react';

import { hasNotes } from '../../../shared/review/merge-lists.ts';
import type { MergeReport } from '../../../shared/contract/merge.ts';
import { TAKE_LOOKS, type LookChoice } from '../../../shared/merge/looks.ts';
import { messageOf } from '../../client/client-context.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useToast } from '../../ui/toast.tsx';
import { usePeople } from '../people/people-context.ts';
import { readBase64 } from '../start/read-file.ts';
import { LooksChoice } from './looks-choice.tsx';
import { LostNotice } from './lost-notice.tsx';
import { MergeListsView } from './merge-lists-view.tsx';
import { GuessedVersion } from './guessed-version.tsx';
import { UnprovenNotice } from './unproven-notice.tsx';

import './take-back.css';

/** `waiting`: copies that were chosen before it was opened. */
type Props = { session: ReportSession; waiting?: readonly File[]; onClose: () => void };
type Chosen = { name: string; bytes: string };
type Stage =
  | { at: 'choose'; failed?: string }
  | { at: 'working'; text: string; value: number | null }
  | { at: 'preview'; files: Chosen[]; report: MergeReport }
  | { at: 'taken'; report: MergeReport };

/** `against`: a version; `choice`: what becomes of words that look otherwise; `quietly`: what is shown stays. */
type Way = { against?: string | undefined; choice?: LookChoice; quietly?: boolean };

const MAX_BYTES = 64 * 1024 * 1024;

/** Takes marked review copies back: what they bring is shown first. */
export function TakeBackDialog({ session, waiting, onClose }: Props) {
  const toast = useToast();
  const { person } = usePeople();
  const picker = useRef<HTMLInputElement>(null);
  const abort = useRef<AbortController | null>(null);
  const [stage, setStage] = useState<Stage>({ at: 'choose' });
  const [knowingly, setKnowingly] = useState(false);
  const [sureOfLoss, setSureOfLoss] = useState(false);
  const [looks, setLooks] = useState(TAKE_LOOKS);
  /** The preview is being made anew: what is shown is of the choice before. */
  const [stale, setStale] = useState(false);

  const run = async (
    files: Chosen[],
    apply: boolean,
    { against, choice = looks, quietly = false }: Way = {},
  ) => {
    abort.current?.abort();
    const controller = new AbortController();
    abort.current = controller;
    const isLast = () => abort.current === controller;
    if (quietly) setStale(true);
    else setStage({ at: 'working', text: '正在读取…', value: null });
    try {
      await session.flush();
      const report = await session.client.call(
        'review.merge',
        {
          id: session.id,
          files,
          apply,
          knowingly: apply && (knowingly || sureOfLoss),
          looks: choice,
          ...(against === undefined ? {} : { against }),
          ...(person ? { author: person.id } : {}),
        },
        {
          signal: controller.signal,
          onProgress: ({ done, total, text }) => {
            if (!quietly) setStage({ at: 'working', text, value: total > 0 ? done / total : null });
          },
        },
      );
      if (!isLast()) return;
      // What is not proven, or lacks much, comes back to be looked at.
      if (!apply || (report.unproven.length + report.lost.length > 0 && !report.taken)) {
        if (!quietly) {
          setKnowingly(false);
          setSureOfLoss(false);
        }
        setStage({ at: 'preview', files, report });
        return;
      }
      session.review.endRound();
      if (hasNotes(report) || report.unproven.length > 0) setStage({ at: 'taken', report });
      else {
        toast({ text: report.taken ? `已收回，存为版本“${report.taken.name}”。` : '没有新的内容。' });
        onClose();
      }
    } catch (error) {
      if (isLast()) setStage({ at: 'choose', failed: messageOf(error) });
    } finally {
      if (isLast()) {
        abort.current = null;
        setStale(false);
      }
    }
  };

  const choose = async (list: readonly File[]) => {
    const heavy = list.find((file) => file.size > MAX_BYTES);
    if (heavy) {
      setStage({ at: 'choose', failed: `“${heavy.name}”超过 64 MB，没有收回。请删去其中的图片后再试。` });
      return;
    }
    const { signal } = new AbortController();
    const files = await Promise.all(
      list.map(async (file) => ({ name: file.name, bytes: await readBase64(file, signal) })),
    );
    setLooks(TAKE_LOOKS);
    await run(files, false, { choice: TAKE_LOOKS });
  };

  const readWaiting = useEffectEvent((files: readonly File[]) => void choose(files));
  useEffect(() => {
    const begin = async () => {
      await Promise.resolve();
      readWaiting(waiting ?? []);
    };
    if (waiting && waiting.length > 0) void begin();
  }, [waiting]);

  const busy = stage.at === 'working';
  // What is only told of can be kept too, to be looked up later.
  const unproven = stage.at === 'preview' || stage.at === 'taken' ? stage.report.unproven : [];
  const lost = stage.at === 'preview' ? stage.report.lost : [];
  const nothing = stage.at === 'preview' && isNothing(stage.report) && !hasNotes(stage.report);
  return (
    <Dialog
      open
      width={720}
      busy={busy}
      title="收回送审稿"
      about="选审阅人改好的 Word 文件，可以一次选几份。收入之前先看看带回了什么；这期间报告里新写的都保留。"
      onOpenChange={(open) => {
        if (!open && !busy) onClose();
      }}
      footer={
        busy ? (
          <Button onClick={() => abort.current?.abort()}>停止</Button>
        ) : stage.at === 'preview' && !nothing ? (
          <>
            <Button icon={FolderOpen} onClick={() => picker.current?.click()}>
              另选文件
            </Button>
            <span className="grow" />
            <Button onClick={onClose}>不收</Button>
            <Button
              variant="primary"
              icon={GitMerge}
              disabled={stale || (unproven.length > 0 && !knowingly) || (lost.length > 0 && !sureOfLoss)}
              onClick={() => void run(stage.files, true, { against: againstOf(stage.report) })}
            >
              {isNothing(stage.report) ? '留下收回情况' : '收入报告'}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={onClose}>关闭</Button>
            {stage.at !== 'taken' && (
              <Button variant="primary" icon={FolderOpen} onClick={() => picker.current?.click()}>
                选文件…
              </Button>
            )}
          </>
        )
      }
    >
      <input
        ref={picker}
        className="visually-hidden"
        type="file"
        accept=".docx"
        multiple
        aria-label="选择改好的送审稿"
        tabIndex={-1}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) void choose(files);
        }}
      />
      <div className="take-back" aria-live="polite">
        {stage.at === 'choose' &&
          (stage.failed ? (
            <p className="ui-error" role="alert">
              <CircleAlert size={14} aria-hidden />
              {stage.failed}
            </p>
          ) : (
            <p className="take-back-empty">还没有选文件。Word、WPS、LibreOffice 改过的都能收。</p>
          ))}
        {stage.at === 'working' && (
          <>
            <p>{stage.text}</p>
            <Progress label="收回进度" value={stage.value} />
          </>
        )}
        <UnprovenNotice
          unproven={unproven}
          taken={stage.at === 'taken'}
          knowingly={stage.at === 'preview' && !nothing ? knowingly : null}
          onKnowingly={setKnowingly}
        />
        <LostNotice
          lost={lost}
          knowingly={stage.at === 'preview' && !nothing ? sureOfLoss : null}
          onKnowingly={setSureOfLoss}
        />
        {(stage.at === 'preview' || stage.at === 'taken') && (
          <Brought
            report={stage.report}
            asked={
              stage.at === 'preview' && (
                <LooksChoice
                  looks={stage.report.looks}
                  choice={looks}
                  onChoose={(choice) => {
                    setLooks(choice);
                    void run(stage.files, false, {
                      against: againstOf(stage.report),
                      choice,
                      quietly: true,
                    });
                  }}
                />
              )
            }
            onShow={(block) => {
              onClose();
              session.caret.reveal(block);
            }}
            taken={stage.at === 'taken'}
            onAgainst={
              stage.at === 'preview' ? (version) => void run(stage.files, false, { against: version }) : null
            }
          />
        )}
      </div>
    </Dialog>
  );
}

/** The version that somebody has agreed to, for files that say of none that they are its copy. */
const againstOf = ({ files }: MergeReport): string | undefined =>
  files.find(({ guess }) => guess)?.guess?.against.id;

function isNothing(report: MergeReport): boolean {
  const { people, untracked, resolved, reopened, accepted, rejected } = report;
  return people.length + untracked + resolved + reopened + accepted + rejected === 0;
}

const COLUMNS = [
  ['comments', '批注'],
  ['replies', '回复'],
  ['insertions', '增加'],
  ['deletions', '删去'],
  ['formats', '改格式'],
] as const;

function Brought({
  report,
  asked,
  taken,
  onShow,
  onAgainst,
}: {
  report: MergeReport;
  /** What somebody has to say before it is taken in. */
  asked: ReactNode;
  taken: boolean;
  onShow: (block: string) => void;
  /** Holds files that say of no version that they are its copy against another one. */
  onAgainst: ((version: string) => void) | null;
}) {
  const { people, untracked } = report;
  const notes = notesOf(report);
  return (
    <>
      <ul className="take-back-files">
        {report.files.map(({ name, version, again, guess }) => (
          <li key={name}>
            <strong title={name}>{name}</strong>
            {guess && !again ? (
              <GuessedVersion guess={guess} onAgainst={onAgainst} />
            ) : (
              <span>{again ? '已经收回过，不再重复收' : version}</span>
            )}
          </li>
        ))}
      </ul>
      {isNothing(report) && <p className="take-back-empty">没有新的批注和修改。</p>}
      {(people.length > 0 || untracked > 0) && (
        <table className="take-back-counts">
          <thead>
            <tr>
              <th scope="col">审阅人</th>
              {COLUMNS.map(([key, label]) => (
                <th key={key} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {people.map((one) => (
              <tr key={one.person}>
                <th scope="row">{one.name}</th>
                {COLUMNS.map(([key]) => (
                  <td key={key}>{one[key] || '—'}</td>
                ))}
              </tr>
            ))}
            {untracked > 0 && (
              <tr>
                <th scope="row">未署名的修改</th>
                <td colSpan={COLUMNS.length}>{untracked} 处，没有开修订，作为待定的修订收入</td>
              </tr>
            )}
          </tbody>
        </table>
      )}
      {notes.map((note) => (
        <p key={note} className="take-back-note">
          {note}
        </p>
      ))}
      {asked}
      <MergeListsView lists={report} onShow={taken ? onShow : null} />
    </>
  );
}

function notesOf(report: MergeReport): string[] {
  const { resolved, reopened, accepted, rejected } = report;
  return [
    resolved && `在 Word 中解决了 ${resolved} 条批注。`,
    reopened && `在 Word 中重开了 ${reopened} 条批注。`,
    accepted && `在 Word 中接受了 ${accepted} 处修订，这里也接受。`,
    rejected && `在 Word 中拒绝了 ${rejected} 处修订，这里也拒绝。`,
  ].filter((note) => typeof note === 'string');
}
