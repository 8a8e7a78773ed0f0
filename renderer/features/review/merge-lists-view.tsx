import { ChevronRight } from 'lucide-react';

import {
  mergeNoteTitles,
  noteKinds,
  placeName,
  type NamedLists,
} from '../../../shared/review/merge-lists.ts';

import './merge-lists.css';

type Props = {
  lists: NamedLists;
  /** Shows a place in the report; null while it can't be shown yet. */
  onShow: ((block: string) => void) | null;
  /** Whether a block is in the report still; all of them are, unless told. */
  isThere?: (block: string) => boolean;
};

/** What marked copies brought that somebody should look at, list by list, each with the way to its place. */
export function MergeListsView({ lists, onShow, isThere }: Props) {
  const { conflicts } = lists;
  const jump = (block: string) => {
    if (!onShow) return null;
    if (block === '' || isThere?.(block) === false) return <span className="merge-gone">这一处已不在</span>;
    return (
      <button type="button" className="merge-jump" onClick={() => onShow(block)}>
        看这一处
        <ChevronRight size={14} aria-hidden />
      </button>
    );
  };
  return (
    <>
      {conflicts.length > 0 && (
        <section className="merge-list" aria-label="两边都改了的地方">
          <h3>两边都改了 {conflicts.length} 处，两种改法都保留，请逐处定</h3>
          <ol>
            {conflicts.map(({ block, section, base, theirs, ours, name }, at) => (
              // Conflicts have no name of their own; their order is that of the text.
              // oxlint-disable-next-line react/no-array-index-key
              <li key={at}>
                <div className="merge-place">
                  <span>{placeName({ block, section })}</span>
                  {jump(block)}
                </div>
                <dl>
                  <dt>送审时</dt>
                  <dd>{base || '（无）'}</dd>
                  <dt title={name || '审阅人'}>{name || '审阅人'}</dt>
                  <dd>{theirs || '（删去）'}</dd>
                  <dt>现在</dt>
                  <dd>{ours || '（已删去）'}</dd>
                </dl>
              </li>
            ))}
          </ol>
        </section>
      )}
      {noteKinds.map((kind) => {
        const notes = lists[kind];
        if (notes.length === 0) return null;
        return (
          <section key={kind} className="merge-list" aria-label={mergeNoteTitles[kind]}>
            <h3>
              {notes.length} {kind === 'partly' || kind === 'leftOut' ? '处' : '条'}
              {mergeNoteTitles[kind]}
            </h3>
            <ol>
              {notes.map(({ id, block, section, place, name, text }) => (
                <li key={id}>
                  <div className="merge-place">
                    <span>{[placeName({ block, section, place }), name].filter(Boolean).join(' · ')}</span>
                    {place === undefined && jump(block)}
                  </div>
                  <p className="merge-words">{text}</p>
                </li>
              ))}
            </ol>
          </section>
        );
      })}
    </>
  );
}
