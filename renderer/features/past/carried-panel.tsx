import { CircleCheck, CircleDashed, GitCompare, History } from 'lucide-react';
import { useState } from 'react';

import type { CarriedFigure } from '../../../shared/reuse/carried-tables.ts';
import {
  partWithGaps,
  staleCount,
  type CarriedSection,
  type CarriedSentence,
} from '../../../shared/reuse/carried-view.ts';
import { go } from '../../base/use-route.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Phrase } from '../../ui/phrase.tsx';
import { Button } from '../../ui/button.tsx';
import { checklistOf } from './checklist.ts';
import { FixedPhrasesDialog } from './fixed-phrases-dialog.tsx';
import type { Carried } from './use-carried.ts';

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  carried: Carried;
  marking: boolean;
  onMarking: (on: boolean) => void;
};

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((part / whole) * 100)}%`;

/** What of the draft is last year's: what is still to be done after rolling over, then section by section. */
export function CarriedPanel({ session, snapshot, carried, marking, onMarking }: Props) {
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  if (!carried) {
    return (
      <div className="ui-empty">
        <History size={24} strokeWidth={1.5} aria-hidden />
        <p>
          没有更早一年的报告可以对照。
          <br />
          回首页导入往年材料，这里会列出哪些话是照搬的。
        </p>
      </div>
    );
  }
  const { year, view } = carried;
  const compare = () => {
    void session
      .flush()
      .catch(() => undefined)
      .then(() => go({ at: 'compare', a: { report: carried.id }, b: { report: session.id } }));
  };
  return (
    <div className="carried">
      <Checklist session={session} snapshot={snapshot} carried={carried} />
      <p className="carried-sum tabular">
        <strong>{percent(view.same, view.counted)}</strong> 与{year}年逐句相同
        {view.near > 0 && `，另有 ${percent(view.near, view.counted)} 只改了几个字`}
      </p>
      <p className="carried-tools">
        <label>
          <input type="checkbox" checked={marking} onChange={(event) => onMarking(event.target.checked)} />
          在正文里标出
        </label>
        <Button size="small" variant="plain" icon={GitCompare} onClick={compare}>
          与{year}年对比
        </Button>
        <Button size="small" variant="plain" onClick={() => setEditing(true)}>
          固定表述
        </Button>
      </p>
      <ul className="carried-sections">
        {view.sections.map((section) => {
          const key = section.block ?? '';
          return (
            <li key={key}>
              <SectionRow
                section={section}
                open={open === key}
                onToggle={() => setOpen(open === key ? null : key)}
              />
              {open === key && (
                <ul className="carried-list">
                  {section.sentences.map((sentence) => (
                    <li key={`${sentence.block}${sentence.from}`}>
                      <Sentence
                        sentence={sentence}
                        year={year}
                        onGo={() => session.caret.goTo({ block: sentence.block })}
                      />
                    </li>
                  ))}
                  {section.figures.map((figure) => (
                    <li key={`${figure.block}${figure.cell.join()}${figure.from}`}>
                      <TableFigure figure={figure} onGo={() => session.caret.goTo({ block: figure.block })} />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          );
        })}
      </ul>
      {editing && <FixedPhrasesDialog onClose={() => setEditing(false)} />}
    </div>
  );
}

function SectionRow({
  section,
  open,
  onToggle,
}: {
  section: CarriedSection;
  open: boolean;
  onToggle: () => void;
}) {
  const { counted, same, near, level, name } = section;
  const stale = staleCount(section);
  const isEmpty = section.sentences.length === 0 && section.figures.length === 0;
  return (
    <button
      type="button"
      className={`carried-section level-${level}`}
      aria-expanded={isEmpty ? undefined : open}
      disabled={isEmpty}
      onClick={onToggle}
    >
      <span className="name ui-phrase">
        <Phrase text={name} />
      </span>
      {(counted > 0 || stale > 0) && (
        <span className="share tabular">
          {stale > 0 && <span className="stale">{stale} 处旧</span>}
          {counted > 0 && (
            <>
              {percent(same, counted)}
              <span className="bar" aria-hidden>
                <span className="same" style={{ width: percent(same, counted) }} />
                <span className="near" style={{ width: percent(near, counted) }} />
              </span>
            </>
          )}
        </span>
      )}
    </button>
  );
}

/** A carried sentence with what stands out in it; the old wording where a few words were changed. */
function Sentence({ sentence, year, onGo }: { sentence: CarriedSentence; year: number; onGo: () => void }) {
  const parts: { text: string; why?: string }[] = [];
  let at = sentence.from;
  for (const { from, to, why } of sentence.stale) {
    if (from < at) continue;
    parts.push({ text: partWithGaps(sentence, at, from) });
    parts.push({ text: partWithGaps(sentence, from, to), why });
    at = to;
  }
  parts.push({ text: partWithGaps(sentence, at, sentence.to) });
  return (
    <button type="button" className="carried-sentence" onClick={onGo}>
      {parts.map(({ text, why }, index) =>
        why ? (
          // Parts of a sentence never move.
          // oxlint-disable-next-line react/no-array-index-key
          <mark key={index} title={why}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
      {sentence.use === 'near' && (
        <small>
          {year}年：{sentence.source}
        </small>
      )}
      {sentence.stale.length > 0 && (
        <small className="why">{[...new Set(sentence.stale.map(({ why }) => why))].join('；')}</small>
      )}
    </button>
  );
}

/** A cell of a table whose figure is last year's. */
function TableFigure({ figure, onGo }: { figure: CarriedFigure; onGo: () => void }) {
  const { label, text, why } = figure;
  return (
    <button type="button" className="carried-sentence" onClick={onGo}>
      表格：{label && `${label} `}
      <mark title={why}>{text}</mark>
      <small className="why">{why}</small>
    </button>
  );
}

/** What rolling over left to do. It is worked out from the report, so it is done when the report is. */
function Checklist({ session, snapshot, carried }: Pick<Props, 'session' | 'snapshot' | 'carried'>) {
  const { from, year } = session.detail;
  if (!from || !carried) return null;
  const items = checklistOf(snapshot.blocks, snapshot.variables, carried.view, { from: from.year, to: year });
  const left = items.filter(({ left: open }) => open > 0).length;
  return (
    <section className="carried-check" aria-labelledby="carried-check">
      <h3 id="carried-check">
        接{from.year}年写：{left === 0 ? '都核对过了' : `还有 ${left} 项要核对`}
      </h3>
      <ul>
        {items.map(({ key, text, left: open, target }) => (
          <li key={key} className={open > 0 ? 'open' : 'done'}>
            {open > 0 ? <CircleDashed size={14} aria-hidden /> : <CircleCheck size={14} aria-hidden />}
            <span>{text}</span>
            {target && (
              <Button size="small" variant="plain" onClick={() => session.caret.goTo(target)}>
                去看
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
