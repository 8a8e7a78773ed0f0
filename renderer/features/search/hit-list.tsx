import type { SearchGroup } from '../../../shared/contract/search.ts';
import { KIND_NAMES, partsOf } from './search-model.ts';

type Props = {
  listId: string;
  groups: readonly SearchGroup[];
  /** Key of the row that the arrows are on. */
  active: string | null;
  onActive: (key: string) => void;
  onOpen: (report: string, block: string) => void;
  onWhole: (report: string) => void;
};

export const rowId = (listId: string, key: string): string => `${listId}-${key.replaceAll('/', '-')}`;

/** Matches by report. The box above keeps the focus and the keys; a click does the same as Enter. */
export function HitList({ listId, groups, active, onActive, onOpen, onWhole }: Props) {
  return (
    // A native list can't hold groups with heads.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div className="hit-list" role="listbox" id={listId} aria-label="检索结果">
      {groups.map((group) => (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        <section key={group.id} role="group" aria-label={`${group.year}年 ${group.title}`}>
          <h2>
            <span className="year tabular">{group.year}</span>
            <span className="title" title={group.title}>
              {group.title || '（没有标题）'}
            </span>
            {!group.title.includes(group.unit) && <span className="unit">{group.unit}</span>}
            <span className="count tabular">{group.total} 处</span>
          </h2>
          {group.hits.map((hit) => {
            const key = `${group.id}/${hit.block}`;
            return (
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={key}
                id={rowId(listId, key)}
                // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
                role="option"
                aria-selected={key === active}
                tabIndex={-1}
                className="hit"
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => key !== active && onActive(key)}
                onClick={() => onOpen(group.id, hit.block)}
              >
                <span className="kind">{KIND_NAMES[hit.kind]}</span>
                <div className="what">
                  <p className="snippet">
                    {partsOf(hit.snippet, hit.marks).map((part) =>
                      part.marked ? (
                        <mark key={part.from}>{part.text}</mark>
                      ) : (
                        <span key={part.from}>{part.text}</span>
                      ),
                    )}
                  </p>
                  {hit.section && hit.kind !== 'heading' && <p className="section">{hit.section}</p>}
                </div>
              </div>
            );
          })}
          {group.total > group.hits.length && (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              id={rowId(listId, `${group.id}/more`)}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              aria-selected={active === `${group.id}/more`}
              tabIndex={-1}
              className="hit more"
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => onActive(`${group.id}/more`)}
              onClick={() => onWhole(group.id)}
            >
              这份报告里还有 {group.total - group.hits.length} 处
            </div>
          )}
        </section>
      ))}
    </div>
  );
}
