import { EDITION_LABELS, type Edition } from '../../../shared/edition/edition.ts';
import { assetsIn } from '../../../shared/edition/images.ts';
import { writeText } from '../../../shared/edition/write-text.ts';
import { fullDate } from '../../../shared/text/local-time.ts';
import { STEP_KINDS } from '../../../shared/settings/approval.ts';
import { HOWS } from '../../../shared/signoff/approval.ts';
import { signedText } from '../../../shared/signoff/canonical.ts';
import { ODDITIES } from '../../../shared/signoff/oddities.ts';
import { VERIFY_SCOPES, type Verification, type VerifyScope } from '../../../shared/signoff/types.ts';
import { fingerprintOf } from '../signing/fingerprint.ts';
import { sha256, textHash } from '../signing/hash.ts';
import { isFileSigned, readSideFile } from '../signing/issue.ts';
import type { SignedFile } from '../signing/read-signed.ts';
import { signingKey } from '../signing/stamp.ts';
import { withoutHead, withoutRepeats, type StampedHead } from '../signing/stamped-head.ts';
import { versionNumber } from '../store/trust/signed-version.ts';
import { issuedStatement, issuersOf } from '../store/trust/issued-files.ts';
import type { Signed } from '../store/trust/signed-store.ts';
import type { Deps } from './deps.ts';
import { wordsOfKey } from './known-key.ts';
import { claimedOf, type Claimed } from './claimed.ts';
import { refused, versionEdition } from './verify-report.ts';

/** A file to be checked; `proof`: text of the side file that came with it. */
export type CheckedFile = { name: string; bytes: Uint8Array; proof: string | undefined };

/**
 * Checks a file: whether it is the very file that was exported, or says the same words, and whose signature that is.
 * Throws AppError for what is neither Word nor PDF.
 */
export async function verifySignedFile(
  deps: Deps,
  { name, bytes, proof }: CheckedFile,
  signal: AbortSignal,
): Promise<Verification> {
  const file = await deps.reader.read({ kind: 'signed', file: { name, bytes } }, signal);
  const side = proof === undefined ? null : readSideFile(proof);
  if (proof !== undefined && !side)
    return refused('核验文件（.nsv）已损坏，或不是核验文件。请让对方重新发来，或只选报告文件核验。');
  const found = claimedOf(deps, file, side?.side);
  if (typeof found === 'string') return refused(found);
  const { edition, claim, known, head } = found;
  const key = signingKey(
    claim,
    deps.store.keys.list().map(({ publicKey }) => publicKey),
  );
  const findings: string[] = [saidOf(deps, found, key)];
  const base = {
    version: claim.version ?? (known && versionNumber(deps.store, known)),
    fingerprint: key === null ? '' : fingerprintOf(key),
    approvals: claim.approvals.map((one, at) => ({
      ...one,
      fingerprint: at === claim.approvals.length - 1 && key !== null ? fingerprintOf(key) : '',
    })),
    oddities: file.oddities,
  };
  const invalid = (differences: Verification['differences'] = []): Verification => ({
    ...base,
    answer: 'invalid',
    scope: null,
    ok: false,
    // What the stamp says of itself must not read like an approval.
    findings: [`标记里写的是：${findings[0] ?? ''}`, ...findings.slice(1)],
    differences,
  });
  if (key === null && claim.key !== '') {
    findings.push('签发标记的签名对不上，标记被改过。');
    return invalid();
  }

  const whole = head && file.isPaged ? withoutRepeats(file.lines, head) : signedText(file.lines.join(''));
  const text = (head && withoutHead(whole, head)) ?? whole;
  if (head && text !== whole) findings.push(...headFindings(head));
  if (textHash(text) !== claim.text) {
    findings.push('正文与签发稿不一致。');
    if (!known) findings.push('本机没有这份签发稿，指不出哪里不同。');
    return invalid(known ? await whereOther(deps, { name, known, edition, text }, signal) : []);
  }

  const scope = scopeOf(deps, { bytes, found, file, side });
  // The public edition names no key: with one that is not known here, nothing is proved.
  if (key !== null || scope.is === null) findings.push(...scope.findings);
  if (scope.is === null) return invalid();
  if (key === null) {
    findings.push(
      '公开版不写密钥，本机认识的密钥都对不上，认定不了是谁签发的。请向签发单位要密钥卡收入后再核验。',
    );
    return { ...base, answer: 'unknown', scope: null, ok: false, findings, differences: [], oddities: [] };
  }
  const images = scope.is === 'words' ? imagesOf(deps, found, file) : 0;
  if (images > 0) findings.push(`文中的 ${images} 张图片没有核对，请与签发稿对照。`);
  const last = claim.approvals.at(-1);
  const signs = last ? (last.how === 'own' ? last.person.name : last.recorder) : '';
  // What no edition prints is masked in the file, too, and can't be compared.
  const shown = signs.includes('*') ? '' : signs;
  const words = wordsOfKey(deps, { key, name: shown, at: known?.at ?? '', date: claim.date });
  findings.push(...words.findings);
  return {
    ...base,
    oddities: [],
    answer: words.answer,
    scope: words.answer === 'invalid' ? null : scope.is,
    ok: words.answer === 'known',
    findings,
    differences: [],
  };
}

/** 内部版，第 3 版，由林春生于2025年12月20日签发（本人签）。 */
function saidOf({ store }: Deps, { edition, claim, known }: Claimed, key: string | null): string {
  const label = EDITION_LABELS[edition];
  const last = claim.approvals.at(-1);
  if (last) {
    const by = last.how === 'own' ? HOWS.own : `${HOWS.paper}，${last.recorder}登记`;
    return `${label}，由${last.person.name}于${fullDate(last.date)}${STEP_KINDS.sign}（${by}）。`;
  }
  // Files that name nobody: the signature here does, or the card of the key.
  const signer = known ? known.signer.name : key === null ? null : (store.keys.find(key)?.name ?? null);
  const date = claim.date || known?.date || '';
  const when = date === '' ? '' : `于${fullDate(date)}`;
  return `${label}，由${signer ?? '一位密钥不在本机的签发人'}${when}签发。`;
}

type Scoped = { is: VerifyScope | null; findings: string[] };

/** Whether it is this very file, or its words; or neither, and why. */
function scopeOf(
  deps: Deps,
  {
    bytes,
    found,
    file,
    side,
  }: { bytes: Uint8Array; found: Claimed; file: SignedFile; side: ReturnType<typeof readSideFile> },
): Scoped {
  const { claim, exported } = found;
  const hash = sha256(bytes);
  const isStored = deps.store.issued
    .ofBytes(hash)
    .some((one) => issuedStatement(one, issuersOf(deps.store, one.report))?.of === sha256(claim.statement));
  const isBeside =
    side !== null &&
    claim.issuer !== null &&
    side.file.sha256 === hash &&
    side.file.of === sha256(claim.statement) &&
    isFileSigned(claim.issuer, side);
  const isNamed = claim.issuer !== null && (isStored || isBeside);
  const lost = lostRecord(deps, found);
  if (isNamed) return { is: 'file', findings: [`${VERIFY_SCOPES.file}。`, ...lost] };
  const aside = side === null ? [] : ['与核验文件写的不是同一个文件：另存过，或被改过。'];
  const { pages = '' } = exported?.statement ?? {};
  const isSamePages = file.isPaged === true && pages !== '' && file.pages === pages;
  // Pages that are the exported ones have nothing in them that the export did not make, however odd it looks.
  if (file.oddities.length > 0 && !isSamePages) {
    const kinds = [...new Set(file.oddities.map(({ kind }) => ODDITIES[kind]))].join('、');
    return {
      is: null,
      findings: [
        ...aside,
        `读得到的文字与签发稿相同，但文件里有导出时没有的东西（${kinds}），看到的可能不是这些字，不能采信。`,
      ],
    };
  }
  if (claim.issuer !== null && file.stamp !== null && exported === null)
    return {
      is: null,
      findings: [...aside, '签发标记里导出时写的那一部分不见了，或对不上，不能采信。'],
    };
  if (claim.issuer !== null && (exported?.statement.head ?? '') !== hashOrNone(found.headPart))
    return {
      is: null,
      findings: [...aside, '正文与签发稿相同，但版头、附注或版记与导出时不同，或对不上，不能采信。'],
    };
  const pictures = exported?.statement.pictures;
  if (!file.isPaged && pictures && file.pictures && pictures.length !== file.pictures.length)
    return {
      is: null,
      findings: [
        ...aside,
        `正文与签发稿相同，但导出时有 ${pictures.length} 张图片，文件里有 ${file.pictures.length} 张，不能采信。`,
      ],
    };
  if (file.isPaged) {
    if (pages === '')
      return {
        is: null,
        findings: [
          ...aside,
          'PDF 里没有页面的校验值（较早导出的，或被去掉了），读得到的文字与签发稿相同，看到的是不是这些字核对不了。请重新导出再发。',
        ],
      };
    if (!isSamePages)
      return {
        is: null,
        findings: [...aside, '页面与导出时不同：加过、盖过或换过东西，看到的可能不是这些字，不能采信。'],
      };
  }
  return { is: 'words', findings: [...aside, `${VERIFY_SCOPES.words}。`, ...lost] };
}

const hashOrNone = (text: string): string => (text === '' ? '' : sha256(text));

/** A file of this computer's names the record's newest entry of its time: the record must still have it. */
function lostRecord({ store }: Deps, { known, exported }: Claimed): string[] {
  if (!known || !exported) return [];
  const { anchor } = exported.statement;
  const has = store.issued.files(known.report).some(({ statement }) => statement.includes(anchor));
  return has ? [] : ['本机的办理记录里没有这次导出：记录的末尾可能被删过，请用 doctor 检查，从备份恢复。'];
}

/**
 * How many images of a file were not compared with those that were exported: words are compared with what was signed, and
 * a program that saves the file may make its images anew.
 */
function imagesOf(deps: Deps, { known, edition, exported }: Claimed, file: SignedFile): number {
  if (file.isPaged) return 0;
  const { pictures } = exported?.statement ?? {};
  if (pictures) return pictures.filter((hash, at) => file.pictures?.[at] !== hash).length;
  if (!known) return 0;
  const version = deps.store.versions.open(known.report, known.versionId);
  return assetsIn(versionEdition(deps, known, version, edition).blocks).length;
}

/** Where a text reads otherwise than what was signed. */
async function whereOther(
  deps: Deps,
  { name, known, edition, text }: { name: string; known: Signed; edition: Edition; text: string },
  signal: AbortSignal,
): Promise<Verification['differences']> {
  const frozen = deps.store.versions.open(known.report, known.versionId);
  const signed = signedText(writeText(versionEdition(deps, known, frozen, edition)));
  return deps.reader.read({ kind: 'differences', file: { name }, signed, found: signedText(text) }, signal);
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
