import { Check, X } from 'lucide-react';
import { useState } from 'react';

import type { Change } from '../../../shared/review/collect.ts';
import type { ReportSession } from '../../editor/session.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { articleProps, type Place } from '../../ui/windowed-feed.tsx';
import { usePeople } from '../people/people-context.ts';
import { PersonDot } from '../people/person-dialog.tsx';
import { whenNow } from './when-now.ts';
import { Reason, ReasonButton, RefuseButton, RefuseForm, useReasonForm } from './reason.tsx';
import { decideChanges, showOnPage } from './review-actions.ts';

const NAMES: Record<Change['kind'], string> = {
  insert: '增加',
  delete: '删除',
  replace: '改写',
  move: '移动',
  format: '改格式',
};

type Props = Place & { session: ReportSession; change: Change; name: string; hue: number; active: boolean };

export function ChangeCard({ session, change, name, hue, active, ...place }: Props) {
  const { kind, removed, added, revisions } = change;
  const { person } = usePeople();
  const own = person?.id === change.author;
  const [refusing, setRefusing] = useState(() => session.unfinished.get(`refuse ${change.id}`) !== '');
  const [reasoning, setReasoning] = useReasonForm(session, change, own);
  const onlyBreak = (kind === 'insert' ? added : removed) === '¶';
  return (
    <article
      {...articleProps(place)}
      className={`review-card ${active ? 'active' : ''}`}
      data-card={revisions.join(' ')}
      aria-label={`${name}${NAMES[kind]}`}
    >
      <header>
        <PersonDot hue={hue} />
        <span className="review-name">{name}</span>
        <span className="review-kind">
          {onlyBreak ? (kind === 'insert' ? '另起一段' : '并入上一段') : NAMES[kind]}
        </span>
        <time dateTime={change.at}>{whenNow(change.at)}</time>
        <span className="grow" />
        {!reasoning && !refusing && (
          <span className="review-own">
            {own ? (
              <ReasonButton change={change} onPress={() => setReasoning(true)} />
            ) : (
              <RefuseButton onPress={() => setRefusing(true)} />
            )}
          </span>
        )}
        <IconButton
          icon={Check}
          label="接受"
          size="small"
          onClick={() => void decideChanges(session, revisions, true)}
        />
        <IconButton
          icon={X}
          label="拒绝"
          size="small"
          onClick={() => void decideChanges(session, revisions, false)}
        />
      </header>
      {!onlyBreak && (
        <button type="button" className="review-words" onClick={() => showOnPage(session, change.id, true)}>
          {kind !== 'move' && removed && <del>{shown(removed)}</del>}
          {kind === 'format' && <span aria-hidden> → </span>}
          {added && <ins>{shown(added)}</ins>}
          {kind === 'move' && !added && <span>{shown(removed)}</span>}
        </button>
      )}
      {onlyBreak && (
        <button type="button" className="review-words" onClick={() => showOnPage(session, change.id, true)}>
          {change.section || '开头'}
        </button>
      )}
      <Reason session={session} change={change} own={own} open={reasoning} onOpen={setReasoning} />
      {refusing && <RefuseForm session={session} change={change} onClose={() => setRefusing(false)} />}
    </article>
  );
}

/** Without the sign of the paragraph's start where it says nothing; long ones shortened. */
function shown(words: string): string {
  const text = words.replace(/^¶/, '');
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
