import { ChevronLeft, ChevronRight, CircleHelp, X } from 'lucide-react';
import { useEffect, useState } from 'react';

import type { StoredDoubt } from '../../../shared/contract/import-batch.ts';
import { ordinalLabels } from '../../../shared/document/ordinals.ts';
import { textOfBlock } from '../../../shared/document/plain-text.ts';
import { messageOf, useClient } from '../../client/client-context.ts';
import type { DocumentSnapshot, ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useToast } from '../../ui/toast.tsx';
import { QUESTIONS, settleDoubt } from './settle-doubt.ts';

import './doubts.css';

const SHOWN = 24;

type Props = { session: ReportSession; snapshot: DocumentSnapshot };

/** Over the page of an imported report: where recognition was not certain, one place after the other, yes or no. */
export function DoubtsBar({ session, snapshot }: Props) {
  const client = useClient();
  const toast = useToast();
  const [doubts, setDoubts] = useState<readonly StoredDoubt[]>([]);
  const [at, setAt] = useState(0);
  const [closed, setClosed] = useState(false);
  const { id } = session;

  useEffect(() => {
    let live = true;
    client
      .call('import.doubts', { id })
      .then((found) => live && setDoubts(found))
      // Without them the report can be worked on all the same.
      .catch(() => {});
    return () => {
      live = false;
    };
  }, [client, id]);

  // A block may be gone by now.
  const open = doubts.filter((doubt) => snapshot.blocks.some((block) => block.id === doubt.block));
  const current = open[Math.min(at, open.length - 1)];
  if (closed || !current) return null;

  const { blocks, variables } = snapshot;
  const block = blocks.find((one) => one.id === current.block);
  const text = block ? textOfBlock(block, ordinalLabels(blocks), { variables }) : '';
  const question = QUESTIONS[current.kind];

  const show = (index: number) => {
    const next = open[(index + open.length) % open.length];
    if (!next) return;
    setAt((index + open.length) % open.length);
    session.caret.reveal(next.block);
  };
  const answer = (yes: boolean) => {
    settleDoubt(session, current, yes);
    const rest = open.filter((doubt) => doubt !== current);
    setDoubts(rest);
    const next = rest[Math.min(at, rest.length - 1)];
    if (next) session.caret.reveal(next.block);
    client
      .call('import.settle', { id, block: current.block, kind: current.kind })
      .catch((error: unknown) => toast({ text: messageOf(error) }));
  };

  return (
    <section className="doubts-bar" aria-label="识别存疑">
      <CircleHelp size={16} aria-hidden />
      <strong className="tabular">识别存疑 {open.length} 处</strong>
      <button type="button" className="place" title="到这一处" onClick={() => show(at)}>
        “{text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text}”
      </button>
      <span className="why">
        {current.why}。{question.ask}
      </span>
      <span className="answers">
        <Button size="small" onClick={() => answer(true)}>
          {question.yes}
        </Button>
        <Button size="small" onClick={() => answer(false)}>
          {question.no}
        </Button>
        {open.length > 1 && (
          <>
            <IconButton size="small" icon={ChevronLeft} label="上一处" onClick={() => show(at - 1)} />
            <IconButton size="small" icon={ChevronRight} label="下一处" onClick={() => show(at + 1)} />
          </>
        )}
        <IconButton size="small" icon={X} label="先不看" onClick={() => setClosed(true)} />
      </span>
    </section>
  );
}
