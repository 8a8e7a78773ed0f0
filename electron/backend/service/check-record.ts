import type { RecordCheck } from '../../../shared/signoff/record.ts';
import { readRecordCsv } from '../../../shared/signoff/read-record-csv.ts';
import { isEntryIntact } from '../store/base/record-chain.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { isSignedBy } from '../signing/keys.ts';
import type { Deps } from './deps.ts';
import { wordsOfKey } from './known-key.ts';
import { fullDate } from '../../../shared/text/local-time.ts';

/**
 * Checks an exported record by itself: each entry must fit the one before it, and the record must have the entries that
 * signatures in it name. It needs neither the report nor the store; the store only tells whose keys are known.
 */
export function checkRecordFile(deps: Deps, text: string): RecordCheck {
  const read = readRecordCsv(text);
  if (!read)
    return {
      answer: 'invalid',
      ok: false,
      entries: 0,
      findings: ['这不是年述导出的办理记录，或表头被改过，核验不了。'],
    };
  const { report, entries, seals } = read;
  const findings: string[] = [];
  let previous = '';
  const broken: number[] = [];
  for (const [at, entry] of entries.entries()) {
    const isWhole = entry.sha256 !== '' && entry.previous === previous && isEntryIntact(report, entry);
    if (!isWhole) broken.push(at + 1);
    previous = entry.sha256;
  }
  if (broken.length > 0) findings.push(`第 ${broken.slice(0, 10).join('、')} 条与前一条接不上，或被改过。`);
  const unsaid = entries.flatMap(({ salt, commitment }, at) =>
    salt === null && commitment !== '' ? [at + 1] : [],
  );
  if (unsaid.length > 0)
    findings.push(`第 ${unsaid.join('、')} 条的说明遮盖过或已清除，没有核对：不要采信这几条的说明。`);
  const hashes = new Map(entries.map(({ sha256 }, at) => [sha256, at + 1]));
  let upTo = 0;
  let isKnown = true;
  for (const { statement, signature } of seals) {
    const said = saidOf(statement);
    if (!said || said.report !== report || !isSignedBy(said.key, statement, signature)) {
      findings.push('记录末尾的签名对不上。');
      broken.push(0);
      continue;
    }
    const to = said.head === '' ? 0 : hashes.get(said.head);
    if (to === undefined) {
      findings.push(`缺了${fullDate(said.date)}签发以前的一段。`);
      broken.push(0);
      continue;
    }
    upTo = Math.max(upTo, to);
    const words = wordsOfKey(deps, { key: said.key, name: '', at: '', date: said.date });
    if (words.answer !== 'known') isKnown = false;
    findings.push(
      `到第 ${to} 条由${fullDate(said.date)}的签发保护，密钥指纹 ${fingerprintOf(said.key)}。`,
      ...words.findings,
    );
  }
  findings.unshift(
    broken.length === 0
      ? `共 ${entries.length} 条，前后相接，没有缺漏。`
      : `共 ${entries.length} 条，对不上。`,
  );
  const young = entries.length - upTo;
  if (upTo === 0) findings.push('记录里没有签名：谁都能照样另写一份，证明不了是真的。');
  else if (young > 0)
    findings.push(`最后 ${young} 条在最近一次签发以后，没有签名保护：改了、删了、添了都看不出来。`);
  const answer = broken.length > 0 || upTo === 0 ? 'invalid' : isKnown ? 'known' : 'unknown';
  return { answer, ok: answer === 'known', entries: entries.length, findings };
}

type Said = { report: string; head: string; date: string; key: string };

function saidOf(text: string): Said | null {
  try {
    const said = JSON.parse(text) as Partial<Record<keyof Said | 'kind' | 'format', unknown>>;
    const { report, head, date, key, kind } = said;
    if (kind !== 'record' || typeof report !== 'string' || typeof head !== 'string') return null;
    if (typeof date !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(date) || typeof key !== 'string') return null;
    return { report, head, date, key };
  } catch {
    return null;
  }
}
