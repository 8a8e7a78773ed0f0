import { useMemo } from 'react';

import { hasNotes, namedLists } from '../../../shared/review/merge-lists.ts';
import type { Version, VersionContent } from '../../../shared/review/types.ts';
import { blocksOf } from '../../editor/places.ts';
import type { ReportSession } from '../../editor/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MergeListsView } from './merge-lists-view.tsx';
import { whenNow } from './when-now.ts';

import './take-back.css';

type Props = {
  version: Version & VersionContent;
  session: ReportSession;
  onBack: () => void;
  onShow: (block: string) => void;
};

/** What marked copies brought when they were taken in: kept with the version, to be looked at later. */
export function MergedDialog({ version, session, onBack, onShow }: Props) {
  const { merged, document, variables, people } = version;
  const lists = useMemo(() => {
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return namedLists(merged ?? {}, document.blocks, variables, (person) => names.get(person) ?? '');
  }, [merged, document, variables, people]);
  const isThere = (block: string): boolean => blocksOf(session.editor).some(({ id }) => id === block);
  return (
    <Dialog
      open
      width={720}
      title="收回情况"
      about={`${version.name} · ${whenNow(version.at)}`}
      onOpenChange={(open) => {
        if (!open) onBack();
      }}
      footer={<Button onClick={onBack}>返回</Button>}
    >
      <div className="take-back">
        <ul className="take-back-files">
          {merged?.files.map(({ name, sha256 }) => (
            <li key={sha256}>
              <strong title={name}>{name}</strong>
            </li>
          ))}
        </ul>
        {hasNotes(lists) ? (
          <MergeListsView lists={lists} onShow={onShow} isThere={isThere} />
        ) : (
          <p className="take-back-empty">全部收入，没有要另外处理的地方。</p>
        )}
      </div>
    </Dialog>
  );
}
