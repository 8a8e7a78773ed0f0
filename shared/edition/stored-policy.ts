import { inlinesOf, isField } from '../document/guards.ts';
import type { Block, Sensitivity } from '../document/types.ts';
import type { EditionPolicy, MaskStyle } from './mask.ts';

/** What a policy says of one report, so that it can be kept: settings and templates go on changing. */
export type StoredPolicy = {
  mask: MaskStyle;
  /** 2: words in comments and notes are masked as they are now; left out in what was kept before. */
  words?: 2;
  /** The variables that its fields follow: where each may be printed, and whether that was decided by hand. */
  variables: [key: string, sensitivity: Sensitivity, decided: boolean][];
};

/** The policy as it is now, for the fields of these blocks. */
export function toStored(policy: EditionPolicy, blocks: readonly Block[]): StoredPolicy {
  const keys = new Set(
    blocks.flatMap((block) =>
      inlinesOf(block).flatMap((node) =>
        isField(node) && node.variable !== undefined ? [node.variable] : [],
      ),
    ),
  );
  return {
    mask: policy.mask,
    ...(policy.words === undefined ? { words: 2 } : {}),
    variables: [...keys].toSorted().map((key) => [key, policy.variable(key), policy.decided(key)]),
  };
}

/** The policy as it was kept. What it does not name is internal, as everywhere. */
export function fromStored({ mask, words, variables }: StoredPolicy): EditionPolicy {
  const known = new Map(variables.map(([key, sensitivity, decided]) => [key, { sensitivity, decided }]));
  return {
    mask,
    ...(words === undefined ? { words: 'before' } : {}),
    variable: (key) => known.get(key)?.sensitivity ?? 'internal',
    decided: (key) => known.get(key)?.decided ?? false,
  };
}
