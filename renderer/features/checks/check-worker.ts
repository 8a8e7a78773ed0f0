import '../../base/older-browsers.ts';
import { Checker } from '../../../shared/checks/engine.ts';
import { RULES } from '../../../shared/checks/rules/registry.ts';
import type { CheckContext } from '../../../shared/checks/types.ts';
import type { Block } from '../../../shared/document/types.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

// Checks beside the page: it keeps the report's blocks, is told what has changed, and answers with all findings.

const checker = new Checker(RULES);
const blocks = new Map<string, Block>();
let context: CheckContext | null = null;

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.context) context = data.context;
  for (const block of data.changed) blocks.set(block.id, block);
  if (data.gone.length > 0) for (const id of data.gone) blocks.delete(id);
  const all = data.order.flatMap((id) => blocks.get(id) ?? []);
  const findings = context ? checker.check(all, context) : [];
  postMessage({ run: data.run, findings } satisfies FromWorker);
});
