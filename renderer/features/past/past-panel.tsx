import { ChevronRight, CircleAlert, History } from 'lucide-react';
import { memo, useMemo, useState } from 'react';

import type { PastSection } from '../../../shared/contract/methods.ts';
import type { Variables } from '../../../shared/document/types.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import type { OutlineView } from '../outline/use-outline.ts';
import { CarriedPanel } from './carried-panel.tsx';
import { cardsOf, queryOf, type PastCard } from './past-model.ts';
import { PhrasesPanel } from './phrases-panel.tsx';
import type { Carried } from './use-carried.ts';
import { usePastSections } from './use-past-sections.ts';

import './past.css';

export const SEGMENTS = ['texts', 'carried', 'phrases'] as const;
export type Segment = (typeof SEGMENTS)[number];
const SEGMENT_OPTIONS: readonly { value: Segment; label: string }[] = [
  { value: 'texts', label: '原文' },
  { value: 'carried', label: '沿用' },
  { value: 'phrases', label: '好句' },
];

type Props = {
  session: ReportSession;
  snapshot: DocumentSnapshot;
  outline: OutlineView;
  segment: Segment;
  onSegment: (segment: Segment) => void;
  carried: Carried;
  marking: boolean;
  onMarking: (on: boolean) => void;
  onAddPhrase: () => void;
};

/** Earlier years beside the draft: their text, what of it the draft has carried over, and sentences to use again. */
export function PastPanel(props: Props) {
  const { session, snapshot, outline, segment, onSegment, carried, marking, onMarking, onAddPhrase } = props;
  return (
    <>
      <div className="past-segments">
        <Segmented label="往年" wide value={segment} options={SEGMENT_OPTIONS} onChange={onSegment} />
      </div>
      {segment === 'texts' && (
        <PastTexts session={session} variables={snapshot.variables} outline={outline} />
      )}
      {segment === 'carried' && (
        <CarriedPanel
          session={session}
          snapshot={snapshot}
          carried={carried}
          marking={marking}
          onMarking={onMarking}
        />
      )}
      {segment === 'phrases' && <PhrasesPanel session={session} onAdd={onAddPhrase} />}
    </>
  );
}

type TextsProps = { session: ReportSession; variables: Variables; outline: OutlineView };

function PastTexts({ session, variables, outline }: TextsProps) {
  const row = outline.current ?? outline.rows[0] ?? null;
  const { sections, failed, stale } = usePastSections(session.id, queryOf(row));
  // Years the writer has folded, by year: they stay folded from section to section.
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());

  const toggle = (year: number) => {
    const next = new Set(folded);
    if (!next.delete(year)) next.add(year);
    setFolded(next);
  };

  return (
    <div className="past" aria-busy={stale}>
      <p className="past-where">
        <span>往年的</span>
        <strong>{row ? `${row.number}${row.text}` : '引言'}</strong>
      </p>
      {failed && (
        <p className="ui-error past-note" role="alert">
          <CircleAlert size={14} aria-hidden />
          {failed}
        </p>
      )}
      {sections?.length === 0 && !stale && (
        <div className="ui-empty">
          <History size={24} strokeWidth={1.5} aria-hidden />
          <p>
            往年报告里没有这一节。
            <br />
            把光标移到别的小节，或者回首页导入更多往年材料。
          </p>
        </div>
      )}
      {sections?.map((section) => (
        <PastYear
          key={section.id}
          section={section}
          open={!folded.has(section.year)}
          onToggle={() => toggle(section.year)}
          session={session}
          variables={variables}
        />
      ))}
    </div>
  );
}

type YearProps = {
  section: PastSection;
  open: boolean;
  onToggle: () => void;
  session: ReportSession;
  variables: Variables;
};

const PastYear = memo(function PastYear({ section, open, onToggle, session, variables }: YearProps) {
  const cards = useMemo(() => cardsOf(section, variables), [section, variables]);
  const all = useMemo(() => section.blocks.filter((block) => block.type !== 'heading'), [section]);
  const headingId = `past-${section.id}`;
  return (
    <section aria-labelledby={headingId} className="past-year">
      <div className="past-year-head">
        <button type="button" aria-expanded={open} onClick={onToggle}>
          <ChevronRight size={14} aria-hidden />
          <h3 id={headingId} className="tabular">
            {section.year}年
          </h3>
          <span className="heading" title={section.heading}>
            {section.heading}
          </span>
        </button>
        {open && cards.length > 1 && (
          <Button size="small" variant="plain" onClick={() => session.insertPast(all)}>
            全部插入
          </Button>
        )}
      </div>
      {open &&
        cards.map((card) => (
          <Card key={card.key} card={card} onInsert={() => session.insertPast(card.blocks)} />
        ))}
      {open && cards.length === 0 && <p className="ui-hint past-note">这一节没有文字。</p>}
    </section>
  );
});

function Card({ card, onInsert }: { card: PastCard; onInsert: () => void }) {
  const text = card.pieces.map((piece) => piece.text).join('');
  if (card.kind === 'heading') {
    return (
      <h4 className="past-heading">
        {card.label}
        {text}
      </h4>
    );
  }
  return (
    <div className={`past-card ${card.kind}`}>
      {card.rows ? <CardTable rows={card.rows} /> : <CardText card={card} />}
      <Button
        size="small"
        variant="plain"
        aria-label={`插入：${card.label}${text.slice(0, 20)}`}
        // The caret stays where it was: that is where the text goes.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onInsert}
      >
        插入
      </Button>
    </div>
  );
}

function CardText({ card }: { card: PastCard }) {
  return (
    <p>
      {card.label && <span className="ordinal">{card.label}</span>}
      {card.pieces.map((piece, index) =>
        piece.hint ? (
          // Pieces of one card never move.
          // oxlint-disable-next-line react/no-array-index-key
          <mark key={index} title="往年的数据；插入后留空，等您填今年的">
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}

/** A table small enough for a card. */
function CardTable({ rows }: { rows: readonly string[][] }) {
  return (
    <table className="past-table tabular">
      <tbody>
        {rows.map((cells, r) => (
          // Rows and cells of one card never move.
          // oxlint-disable-next-line react/no-array-index-key
          <tr key={r}>
            {cells.map((text, c) => (
              // oxlint-disable-next-line react/no-array-index-key
              <td key={c}>{text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
