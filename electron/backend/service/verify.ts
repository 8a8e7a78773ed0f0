import { AppError } from '../../../shared/errors/app-error.ts';
import { assetsIn } from '../../../shared/edition/images.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { canonicalForm, canonicalJson, signedText } from '../../../shared/signoff/canonical.ts';
import { textDifferences } from '../../../shared/signoff/differences.ts';
import type { Signature, Stamp, Verification } from '../../../shared/signoff/types.ts';
import type { Version, VersionContent } from '../../../shared/review/types.ts';
import { contentHash, sha256, textHash } from '../signing/hash.ts';
import { isSignedBy } from '../signing/keys.ts';
import { claimOf, decodeStamp, isStampSigned, stampEdition, type Claim } from '../signing/stamp.ts';
import { decodeHead, withoutHead, withoutRepeats, type StampedHead } from '../signing/stamped-head.ts';
import type { StoredSignature } from '../store/signature-store.ts';
import type { Deps } from './deps.ts';
import { editionAsSigned } from './signed-edition.ts';
import { referenceTo } from './stamped.ts';
import type { EditionDocument } from '../../../shared/edition/types.ts';
import { EDITION_LABELS, type Edition } from '../../../shared/edition/edition.ts';

type Signed = Signature & { raw: StoredSignature };

/** `2025-12-20` → `2025年12月20日` */
function fullDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** An edition of a frozen version, as it went out. */
function versionEdition(
  deps: Deps,
  signed: Signature,
  version: VersionContent,
  edition: Edition,
): EditionDocument {
  const { report: id, year, unit } = signed;
  const { template } = deps.store.reports.get(id);
  const source = { ...version, id, template, year, unit, state: 'signed-off' as const };
  return editionAsSigned(deps, source, edition, signed);
}

/** How many images an edition of a signed version shows: they are no text, and a file's text alone is compared. */
function imagesOf(deps: Deps, signed: Signed, edition: Edition): number {
  const version = deps.store.versions.open(signed.report, signed.versionId);
  return assetsIn(versionEdition(deps, signed, version, edition).blocks).length;
}

/** Checks every signature of a report, the version that each froze, and whether the report still reads as the last one. */
export function verifyReport(deps: Deps, id: string): Verification {
  const { store } = deps;
  const report = store.reports.get(id);
  const signatures = store.signatures.list(id);
  const [newest] = signatures;
  if (!newest) return { ok: false, version: null, findings: ['这份报告还没有签发。'], differences: [] };

  const findings: string[] = [];
  let ok = true;
  let previous = '';
  for (const signed of signatures.toReversed()) {
    const problems = problemsOf(deps, signed, previous);
    previous = signed.sha256;
    const who = `第 ${signed.version} 版：${signed.signer.name}于${fullDate(signed.date)}签发`;
    findings.push(problems.length === 0 ? `${who}，核验无误。` : `${who}，但${problems.join('；')}。`);
    if (problems.length > 0) ok = false;
  }

  const now = canonicalForm(report);
  if (contentHash(newest, now) === newest.content) {
    return { ok, version: newest.version, findings, differences: [] };
  }
  const version = store.versions.open(id, newest.versionId);
  const signedWords = writeText(versionEdition(deps, newest, version, 'internal'));
  const words = writeText(editionAsSigned(deps, report, 'internal', newest));
  findings.push(
    report.state === 'signed-off'
      ? '现在的正文与签发稿不一致。'
      : '签发之后又有改动，现在的正文是新一版，要重新签发。',
  );
  return { ok: false, version: newest.version, findings, differences: textDifferences(signedWords, words) };
}

/** What is wrong with one signature and its frozen version, in half sentences. */
function problemsOf({ store }: Deps, signed: Signed, previous: string): string[] {
  const { raw } = signed;
  const problems: string[] = [];
  if (!isSignedBy(signed.key, raw.record, raw.signature) || !statementsHold(signed))
    problems.push('签名对不上');
  if (sha256(raw.record) !== signed.sha256) problems.push('签发记录被改过');
  if (signed.previous !== previous) problems.push('与前一次签发接不上');
  if (store.signatures.holder(signed.key) === null) problems.push('签发人的密钥不在本机');
  let version: (Version & VersionContent) | null = null;
  try {
    version = store.versions.open(signed.report, signed.versionId);
  } catch (error) {
    // What is stored is checked when it is read: it may be there, and not be what was signed.
    const isChanged = error instanceof AppError && error.code === 'damaged-database';
    problems.push(isChanged ? '存着的签发稿被改过' : '签发稿不见了');
  }
  if (version) {
    const { document, variables } = version;
    const template = store.reports.get(signed.report).template;
    const form = canonicalForm({ document, variables, template, year: signed.year, unit: signed.unit });
    if (contentHash(signed, form) !== signed.content) problems.push('存着的签发稿被改过');
  }
  return problems;
}

/** Checks a file by its stamp: who signed it, and whether it still says the same. Throws AppError for no Word or PDF. */
export async function verifySignedFile(
  deps: Deps,
  name: string,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<Verification> {
  const { store } = deps;
  const file = await deps.reader.read({ kind: 'signed', file: { name, bytes } }, signal);
  const [stampPart = '', headPart = ''] = (file.stamp ?? '').split('.');
  const stamp = file.stamp === null ? null : decodeStamp(stampPart);
  if (!stamp) {
    const why =
      file.stamp === null
        ? '文件里没有签发标记：不是定稿后导出的，或标记被另存时去掉了。'
        : '文件里的签发标记已损坏。';
    return { ok: false, version: null, findings: [why], differences: [] };
  }
  if (stamp.kind !== 'reference' && !isStampSigned(stamp)) {
    return { ok: false, version: null, findings: ['签发标记的签名对不上，标记被改过。'], differences: [] };
  }
  const edition = stampEdition(stamp);
  const known = findSigned(deps, stamp);
  const claim = stamp.kind === 'reference' ? known && storedClaim(known, edition) : claimOf(stamp);
  if (!claim) {
    const why = known
      ? '本机的签发记录被改过，核验不了。请从备份恢复后再核验。'
      : '文件里只有签发编号，本机没有对应的签发记录，核验不了。请在签发这份报告的电脑上核验。';
    const findings = [`${EDITION_LABELS[edition]}。${why}`];
    return { ok: false, version: null, findings, differences: [] };
  }
  const holder = store.signatures.holder(claim.key);
  const version = claim.version ?? known?.version ?? null;
  const findings = [
    `${EDITION_LABELS[edition]}，由${signerName(stamp, holder)}于${fullDate(claim.date)}签发。`,
  ];

  const head = headPart ? decodeHead(headPart) : null;
  const whole = head && file.isPaged ? withoutRepeats(file.lines, head) : signedText(file.lines.join(''));
  const text = (head && withoutHead(whole, head)) ?? whole;
  if (head && text !== whole) findings.push(...headFindings(head));
  if (textHash(text) === claim.text) {
    findings.push('正文与签发稿一字不差。');
    const images = known ? imagesOf(deps, known, edition) : 0;
    if (images > 0) findings.push(`文中的 ${images} 张图片没有核对，请与签发稿对照。`);
    if (holder === null) findings.push('签名有效，但本机没有这位签发人的密钥，请向签发单位核对。');
    return { ok: holder !== null, version, findings, differences: [] };
  }
  findings.push('正文与签发稿不一致。');
  if (!known) {
    findings.push('本机没有这份签发稿，指不出哪里不同。');
    return { ok: false, version, findings, differences: [] };
  }
  const frozen = store.versions.open(known.report, known.versionId);
  const signedWords = writeText(versionEdition(deps, known, frozen, edition));
  return {
    ok: false,
    version,
    findings,
    differences: await deps.reader.read(
      { kind: 'differences', file: { name }, signed: signedText(signedWords), found: signedText(text) },
      signal,
    ),
  };
}

/** Head, contact and imprint are put on after signing: whoever checks the file has to look at them himself. */
function headFindings({ texts, number, contact, imprint }: StampedHead): string[] {
  const own = texts.filter((text) => text !== number?.text).join('、');
  const head = number ? `版头里的“${own}”` : `版头“${own}”`;
  const end = [contact, imprint].flatMap((one) => one?.text ?? []).join('、');
  return [...(texts.length > 0 ? [head] : []), ...(end ? [`附注和版记“${end}”`] : [])].map(
    (what) => `${what}不在签名之内，请自行核对。`,
  );
}

/** By the key; files of before name the signer themselves. */
function signerName(stamp: Stamp, holder: string | null): string {
  if (holder !== null) return holder;
  return stamp.kind === 'internal'
    ? `${stamp.record.signer.name}（密钥不在本机，无法确认本人）`
    : '一位密钥不在本机的签发人';
}

/** What the store's own signature says of an edition; null where it does not hold. */
function storedClaim(signed: Signed, edition: Edition): Claim | null {
  const { raw, key, date, version, editions } = signed;
  const isSigned = isSignedBy(key, raw.record, raw.signature) && statementsHold(signed);
  return isSigned ? { text: editions[edition], date, key, version } : null;
}

/** True where what is kept for each edition was signed with the record's key, and says what the record says. */
function statementsHold({ raw, key, editions }: Signed): boolean {
  const kept: [Edition, string | null, string | null][] = [
    ['public', raw.publicStatement, raw.publicSignature],
    ['internal', raw.internalStatement, raw.internalSignature],
  ];
  return kept.every(([edition, statement, signature]) => {
    if (statement === null || signature === null) return edition === 'internal';
    const { text } = JSON.parse(statement) as { text?: unknown };
    return isSignedBy(key, statement, signature) && text === editions[edition];
  });
}

/** The signature in the store that a file's stamp is of. */
function findSigned({ store }: Deps, stamp: Stamp): Signed | null {
  const isOf = ({ raw }: Signed): boolean => {
    if (stamp.kind === 'internal') return raw.record === canonicalJson(stamp.record);
    if (stamp.kind === 'reference') return referenceTo(raw, stamp.edition) === stamp.id;
    const { edition } = stamp.statement;
    const statement = edition === 'public' ? raw.publicStatement : raw.internalStatement;
    return statement === canonicalJson(stamp.statement);
  };
  for (const { id } of store.reports.list()) {
    const found = store.signatures.list(id).find(isOf);
    if (found) return found;
  }
  return null;
}
