import { Search, SearchX, TextSearch } from 'lucide-react';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';

import type { Template } from '../../../shared/template/schema.ts';
import { go } from '../../base/use-route.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useCommands } from '../../commands/registry.ts';
import { MainHead } from '../start/main-head.tsx';
import { HitList, rowId } from './hit-list.tsx';
import { SearchFilters } from './search-filters.tsx';
import { remember, remembered } from './search-memory.ts';
import { isFiltered, NO_FILTERS, rowsOf, type Filters } from './search-model.ts';
import { useFacets } from './use-facets.ts';
import { useSearch } from './use-search.ts';

import './search.css';

/** Search over all years: one box, results while typing, ↑ ↓ and Enter without leaving it. */
export function SearchScreen({ templates }: { templates: readonly Template[] }) {
  const [text, setText] = useState(remembered().query);
  const [query, setQuery] = useState(remembered().query);
  const [filters, setFilters] = useState<Filters>(remembered().filters);
  const [picked, setPicked] = useState<string | null>(remembered().active);
  const facets = useFacets();
  const { answer, failed, pending, more, whole } = useSearch(query, filters);
  const box = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();

  const groups = answer?.groups ?? [];
  const rows = rowsOf(groups);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.key === picked),
  );
  const current = rows[at] ?? null;

  useEffect(() => {
    box.current?.focus();
    box.current?.select();
  }, []);
  useLayoutEffect(() => {
    if (scroller.current) scroller.current.scrollTop = remembered().scroll;
  }, []);

  const search = (words: string) => {
    remember({ query: words, scroll: 0, active: null });
    setPicked(null);
    setQuery(words);
    if (scroller.current) scroller.current.scrollTop = 0;
  };
  const filter = (next: Filters) => {
    remember({ filters: next, active: null });
    setFilters(next);
    setPicked(null);
  };
  const pick = (key: string) => {
    remember({ active: key });
    setPicked(key);
  };
  const open = (report: string, block: string) => {
    remember({ active: `${report}/${block}`, scroll: scroller.current?.scrollTop ?? 0 });
    go({ at: 'report', id: report, block });
  };

  const moveTo = (index: number) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (!row) return;
    pick(row.key);
    document.querySelector(`#${CSS.escape(rowId(listId, row.key))}`)?.scrollIntoView({ block: 'nearest' });
    if (index >= rows.length - 3) more();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter and the arrows belong to the input method while it composes.
    if (event.nativeEvent.isComposing) return;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) moveTo(picked === null && step === 1 ? 0 : at + step);
    else if (event.key === 'Enter' && current) {
      const hit = current.at === 'hit' ? current.group.hits[current.index] : undefined;
      if (hit) open(current.group.id, hit.block);
      else whole(current.group.id);
    } else if (event.key === 'Escape' && text !== '') {
      setText('');
      search('');
    } else if (event.key === 'Escape') go({ at: 'start' });
    else return;
    event.preventDefault();
  };
  useCommands([
    { id: 'search.move', title: '选检索结果', group: '查找', keys: '↑ ↓', by: 'owner' },
    { id: 'search.go', title: '打开到那一处', group: '查找', keys: 'Enter', by: 'owner' },
  ]);

  const total = facets?.total ?? 0;
  const left = pending || (facets?.pending ?? 0);
  const none = query.trim() !== '' && answer !== null && groups.length === 0;

  return (
    <div className="search">
      <MainHead at="search" />
      {failed && <Banner tone="bad" text={failed} />}
      <div className="search-top">
        <div className="search-box">
          <Search size={18} strokeWidth={1.75} aria-hidden />
          <input
            ref={box}
            role="combobox"
            aria-expanded={rows.length > 0}
            aria-controls={listId}
            aria-activedescendant={picked !== null && current ? rowId(listId, current.key) : undefined}
            aria-label="检索所有年份"
            aria-autocomplete="list"
            placeholder="在所有年份里找，一个字也行；“加引号”为一个整体，空格隔开几个词"
            value={text}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              setText(event.target.value);
              // Letters that are being composed are no words yet.
              if (!(event.nativeEvent as InputEvent).isComposing) search(event.target.value);
            }}
            onCompositionEnd={(event) => search(event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        <SearchFilters filters={filters} facets={facets} templates={templates} onChange={filter} />
      </div>
      <div className="search-results" ref={scroller}>
        {left > 0 && (
          <div className="search-pending">
            <p>正在建立检索索引，还剩 {left} 份报告，结果可能不全。</p>
            <Progress label="建立索引" value={total > 0 ? Math.max(0, 1 - left / total) : null} />
          </div>
        )}
        {groups.length > 0 && (
          <HitList
            listId={listId}
            groups={groups}
            active={picked}
            onActive={pick}
            onOpen={open}
            onWhole={whole}
          />
        )}
        {answer?.next != null && (
          <Button className="search-more" onClick={more}>
            显示更早的报告
          </Button>
        )}
        {none && (
          <div className="ui-empty">
            <SearchX size={32} strokeWidth={1.5} aria-hidden />
            <p>没有找到“{query.trim()}”。</p>
            {isFiltered(filters) ? (
              <Button onClick={() => filter(NO_FILTERS)}>清除筛选，在全部报告里找</Button>
            ) : (
              <p>换一个词，或者少写几个字。</p>
            )}
          </div>
        )}
        {query.trim() === '' && (
          <div className="ui-empty">
            <TextSearch size={32} strokeWidth={1.5} aria-hidden />
            {total > 0 ? (
              <p>共 {total} 份报告，草稿和往年的都能找到。边输入边出结果，回车打开到那一处。</p>
            ) : (
              <>
                <p>还没有报告。先导入往年材料，就能在这里找到任何一句话。</p>
                <Button variant="primary" onClick={() => go({ at: 'start' })}>
                  去导入
                </Button>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
