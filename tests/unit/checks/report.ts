import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { loadCheckLists } from '../../../electron/backend/service/checks.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { Checker } from '../../../shared/checks/engine.ts';
import type { CheckLists } from '../../../shared/settings/check-lists.ts';
import { RULES } from '../../../shared/checks/rules/registry.ts';
import type { CheckContext, Finding } from '../../../shared/checks/types.ts';
import { carriedOf } from '../../../shared/document/carried.ts';
import {
  makeField,
  makeHeading,
  makeOrdinal,
  makeParagraph,
  makeSignature,
  makeTitle,
  padInlines,
} from '../../../shared/document/make.ts';
import type { FieldKind } from '../../../shared/document/field-kinds.ts';
import type { Block, HeadingLevel, Inline } from '../../../shared/document/types.ts';

const resources = join(import.meta.dirname, '..', '..', '..', 'resources');

export const LISTS: CheckLists = { ...loadCheckLists(resources), off: [], maxLength: null };
export const TEMPLATES = loadTemplates(resources);

export const CONTEXT: CheckContext = {
  year: 2025,
  unit: '青禾镇',
  template: null,
  variables: { unit: '青禾镇', city: '云川市' },
  lists: LISTS,
  otherUnits: ['白鹭镇'],
  past: {},
};

/**
 * A field in a line of a case: `{count|12|次|label}`; a mask as value `{count|=**|次}` is what it was imported with;
 * `<12件>` behind the unit is last year's value. `[一是]` is an ordinal node.
 */
const INLINE =
  /\{([a-z]+)\|([^|}]*)\|([^|}]*)(?:\|([^|}<]*))?(?:<([^|}]*?)([^\d.<>|}]*)>)?\}|\[(一是|一要)\]/g;

function inlinesOf(text: string): Inline[] {
  const nodes: Inline[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, kind, value = '', unit = '', label = '', last, lastUnit, ordinal] = match;
    if (match.index > at) nodes.push({ text: text.slice(at, match.index) });
    at = match.index + whole.length;
    if (ordinal !== undefined) {
      nodes.push(makeOrdinal(ordinal === '一是' ? 'shi' : 'yao'));
      continue;
    }
    nodes.push(
      makeField({
        kind: (kind === 'var' ? 'place' : kind) as FieldKind,
        unit,
        label,
        value: value.startsWith('=') || kind === 'var' ? '' : value,
        ...(value.startsWith('=') ? { mask: value.slice(1) } : {}),
        ...(kind === 'var' ? { variable: value } : {}),
        ...(last === undefined ? {} : { last: { value: last, unit: lastUnit ?? '', year: 2024 } }),
      }),
    );
  }
  if (at < text.length) nodes.push({ text: text.slice(at) });
  return padInlines(nodes);
}

const LINE = /^(T|H[1-4]|P|S|D|C)(?:@([^:]*))?(!)?: ?(.*)$/s;

/**
 * A line of a case: `T:` title, `H1:` heading (`H1@slot:` with a slot, `H1@#一、:` with a typed number, `H1!:` with the
 * body in its line), `S:` unit and `D:` date at the end, `C:` carried over from last year, else a paragraph.
 */
function blockOf(line: string): Block {
  const match = LINE.exec(line);
  if (!match) return makeParagraph(inlinesOf(line));
  const [, kind = '', extra, runIn, text = ''] = match;
  const children = inlinesOf(text);
  if (kind === 'T') return makeTitle(children);
  if (kind === 'S') return makeSignature('unit', children);
  if (kind === 'D') return makeSignature('date', children);
  if (kind.startsWith('H')) {
    const heading = makeHeading(Number(kind.slice(1)) as HeadingLevel, children);
    if (extra?.startsWith('#')) heading.typedNumber = extra.slice(1);
    else if (extra) heading.slot = extra;
    if (runIn) heading.runIn = true;
    return heading;
  }
  const paragraph = makeParagraph(children);
  const carried = kind === 'C' ? carriedOf(paragraph, 2024) : null;
  return carried ? { ...paragraph, carried } : paragraph;
}

export function reportOf(lines: string | readonly string[]): Block[] {
  return (typeof lines === 'string' ? [lines] : lines).map((line) => blockOf(line));
}

export function findingsIn(
  lines: string | readonly string[],
  context: Partial<CheckContext> = {},
): Finding[] {
  return new Checker(RULES).check(reportOf(lines), { ...CONTEXT, ...context });
}

export function readResource(path: string): string {
  return readFileSync(join(resources, path), 'utf8');
}
