import { z } from 'zod';

import { reportYear } from './report-year.ts';

/** What a passage is: 标题 · 正文 · 事项 · 表格. */
export const passageKinds = ['heading', 'body', 'item', 'table'] as const;
export type PassageKind = (typeof passageKinds)[number];

export const searchParams = {
  /** Passages that hold all words of the query; see `wordsOf` for how a query is read. */
  'search.find': z.strictObject({
    query: z.string().max(200),
    fromYear: reportYear.optional(),
    toYear: reportYear.optional(),
    unit: z.string().min(1).max(500).optional(),
    /** Key of a template slot: passages of that section and of the sections in it. */
    slot: z.string().min(1).max(64).optional(),
    kinds: z.array(z.enum(passageKinds)).max(4).optional(),
    /** Reports to answer with, and passages of each. */
    reports: z.int().min(1).max(200).optional(),
    passages: z.int().min(1).max(500).optional(),
    /** Goes on behind the last report of an earlier answer (its `next`). */
    after: z.int().min(0).optional(),
    /** One report only. */
    report: z.string().min(1).max(64).optional(),
  }),
  'search.facets': z.strictObject({}),
} as const;

export type SearchHit = {
  block: string;
  kind: PassageKind;
  /** Heading of the section that the passage stands in; '' before the first. */
  section: string;
  /** The passage where it matches, with `…` where it is cut. */
  snippet: string;
  /** Characters of the snippet that matched: from, to. */
  marks: [number, number][];
};

export type SearchGroup = {
  id: string;
  year: number;
  unit: string;
  title: string;
  /** Passages of this report that match, also those that are left out here. */
  total: number;
  hits: SearchHit[];
};

export type SearchAnswer = {
  groups: SearchGroup[];
  /** Where to go on (`after`); null at the end. */
  next: number | null;
  /** Reports that the index has not taken in yet. */
  pending: number;
};

/** What can be filtered by, and how far the index is. */
export type SearchFacets = { units: string[]; years: number[]; pending: number; total: number };

export type SearchResults = { 'search.find': SearchAnswer; 'search.facets': SearchFacets };
