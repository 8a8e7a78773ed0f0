import { existsSync } from 'node:fs';

import type { CheckedFinding } from '../../../shared/contract/checks.ts';
import { command, single, type Context, type Output } from './command.ts';
import { readInput } from './read-input.ts';
import { pathOf, withBackend, withoutData } from './session.ts';

export const checkCommand = command({
  help: `  check 编号或文件                  校对一份报告：错别字、标点、数字、年份、缺漏`,
  options: [],
  read: (words) => single('check', '报告编号或文件', words),
  run: check,
});

type FindingJson = Pick<CheckedFinding, 'rule' | 'severity' | 'section' | 'text' | 'message'> & {
  suggestion: string | null;
};

/** A file that is there is checked as it is; anything else is the id of a stored report. */
async function check(target: string, { data, call }: Context): Promise<Output<FindingJson[]>> {
  const isFile = existsSync(pathOf(target)) || /\.(?:docx|txt|md|doc|wps)$/i.test(target);
  const result = isFile
    ? await withLists(data, async (backend) =>
        backend.call('checks.file', await readInput(pathOf(target), target, 'check'), call),
      )
    : await withBackend(data, (backend) => backend.call('checks.run', { id: target }, call));
  // All the rules come with it, which no other command has to load.
  const { checkText } = await import('./check-text.ts');
  const findings = result.findings.filter((finding) => !finding.ignored);
  const json = findings.map(({ rule, severity, section, text, message, suggestion }) => ({
    rule,
    severity,
    section,
    text,
    message,
    suggestion: suggestion ?? null,
  }));
  return {
    json,
    text: checkText(findings, result.counts, result.findings.length - findings.length),
    exitCode: result.counts.error > 0 ? 1 : 0,
  };
}

/** A file is checked by the unit's own lists where a data folder is named; without one, nothing is left behind. */
const withLists: typeof withBackend = (data, work) =>
  data === undefined ? withoutData(work) : withBackend(data, work);
