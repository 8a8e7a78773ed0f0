import type { PassageKind, SearchFacets } from '../../../shared/contract/search.ts';
import type { Template } from '../../../shared/template/schema.ts';
import { Button } from '../../ui/button.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { isFiltered, KIND_NAMES, NO_FILTERS, type Filters } from './search-model.ts';

type Props = {
  filters: Filters;
  facets: SearchFacets | null;
  templates: readonly Template[];
  onChange: (filters: Filters) => void;
};

const KINDS = ['', 'heading', 'body', 'item', 'table'] as const;
const kindOptions = KINDS.map((value) => ({
  value: value || 'all',
  label: value === '' ? '全部' : KIND_NAMES[value],
}));

export function SearchFilters({ filters, facets, templates, onChange }: Props) {
  const years = facets?.years ?? [];
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  return (
    <fieldset className="search-filters" aria-label="筛选">
      <Segmented
        label="类型"
        value={filters.kind || 'all'}
        options={kindOptions}
        onChange={(kind) => set({ kind: kind === 'all' ? '' : (kind as PassageKind) })}
      />
      <span className="years">
        <select
          className="ui-select"
          aria-label="从哪一年"
          value={filters.fromYear}
          onChange={(event) => {
            const fromYear = event.target.value;
            const backwards = fromYear && filters.toYear && fromYear > filters.toYear;
            set({ fromYear, ...(backwards ? { toYear: fromYear } : {}) });
          }}
        >
          <option value="">最早</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}年
            </option>
          ))}
        </select>
        <span aria-hidden>—</span>
        <select
          className="ui-select"
          aria-label="到哪一年"
          value={filters.toYear}
          onChange={(event) => {
            const toYear = event.target.value;
            const backwards = toYear && filters.fromYear && toYear < filters.fromYear;
            set({ toYear, ...(backwards ? { fromYear: toYear } : {}) });
          }}
        >
          <option value="">最近</option>
          {years.map((year) => (
            <option key={year} value={year}>
              {year}年
            </option>
          ))}
        </select>
      </span>
      {(facets?.units.length ?? 0) > 1 && (
        <select
          className="ui-select unit"
          aria-label="单位"
          value={filters.unit}
          onChange={(event) => set({ unit: event.target.value })}
        >
          <option value="">全部单位</option>
          {facets?.units.map((unit) => (
            <option key={unit} value={unit}>
              {unit}
            </option>
          ))}
        </select>
      )}
      <select
        className="ui-select section"
        aria-label="章节"
        value={filters.slot}
        onChange={(event) => set({ slot: event.target.value })}
      >
        <option value="">全部章节</option>
        {templates.map((template) => (
          <optgroup key={template.id} label={template.name}>
            {template.slots
              .filter(({ level }) => level > 0)
              .map(({ key, heading, level }) => (
                <option key={key} value={key}>
                  {level > 1 ? '　' : ''}
                  {heading.replaceAll('{nextYear}', '下一').replaceAll(/\{[^}]*\}/g, '')}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
      {isFiltered(filters) && (
        <Button variant="plain" size="small" onClick={() => onChange(NO_FILTERS)}>
          清除筛选
        </Button>
      )}
    </fieldset>
  );
}
