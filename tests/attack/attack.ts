import { Matcher } from './matcher.ts';
import { streamsOf } from './streams.ts';

/** A secret that was found, where, and in which disguise. */
export type Leak = { secret: string; where: string; as: string };

/**
 * Looks for secrets in a finished file as an attacker would: every stream unzipped and inflated, text with its tags
 * taken away and as the glyphs read, in every encoding and disguise that a program may write without meaning to.
 *
 * Secrets must be words that nothing else can spell: a bare `12` is found everywhere.
 */
export function attack(file: Uint8Array, secrets: readonly string[], fileName = ''): Leak[] {
  const attacker = attackerOf(secrets);
  const leaks: Leak[] = [];
  if (fileName) {
    for (const secret of secrets)
      if (fileName.includes(secret)) leaks.push({ secret, where: 'file name', as: 'text' });
  }
  for (const stream of streamsOf(file)) {
    const { where } = stream;
    if ('text' in stream) {
      // White space, zero-width signs and soft hyphens hide nothing from a reader.
      const plain = stream.text
        .replaceAll(/[\s\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/gu, '')
        .normalize('NFKC');
      for (const secret of attacker.text.find(plain)) leaks.push({ secret, where, as: 'text' });
      continue;
    }
    const raw = Buffer.from(stream.bytes.buffer, stream.bytes.byteOffset, stream.bytes.length).toString(
      'latin1',
    );
    for (const { secret, as } of attacker.exact.find(raw)) leaks.push({ secret, where, as });
    for (const { secret, as } of attacker.anyCase.find(raw.toLowerCase())) leaks.push({ secret, where, as });
  }
  return leaks;
}

type Found = { secret: string; as: string };
type Attacker = { text: Matcher<string>; exact: Matcher<Found>; anyCase: Matcher<Found> };

/** What was looked for last: a report is attacked in several formats. */
let last: { key: string; attacker: Attacker } | null = null;

function attackerOf(secrets: readonly string[]): Attacker {
  const key = secrets.join('\n');
  if (last?.key === key) return last.attacker;
  const forms = secrets.flatMap((secret) =>
    disguisesOf(secret).map(({ as, pattern, anyCase }) => ({ pattern, anyCase, tag: { secret, as } })),
  );
  const attacker = {
    text: new Matcher(secrets.map((secret) => ({ pattern: secret.normalize('NFKC'), tag: secret }))),
    exact: new Matcher(forms.filter(({ anyCase }) => !anyCase)),
    anyCase: new Matcher(forms.filter(({ anyCase }) => anyCase)),
  };
  last = { key, attacker };
  return attacker;
}

type Form = { as: string; pattern: string; anyCase: boolean };

const bytes = (as: string, buffer: Buffer): Form => ({
  as,
  pattern: buffer.toString('latin1'),
  anyCase: false,
});
const text = (as: string, pattern: string): Form => ({ as, pattern: pattern.toLowerCase(), anyCase: true });
const code = (char: string): number => char.codePointAt(0) ?? 0;

function disguisesOf(secret: string): Form[] {
  const utf8 = Buffer.from(secret, 'utf8');
  const utf16le = Buffer.from(secret, 'utf16le');
  const utf16be = Buffer.from(utf16le).swap16();
  const gb = toGb18030(secret);
  const chars = Array.from(secret);
  return [
    bytes('UTF-8', utf8),
    bytes('UTF-16LE', utf16le),
    bytes('UTF-16BE', utf16be),
    ...(gb ? [bytes('GB18030', gb), text('GB18030 as hex', gb.toString('hex'))] : []),
    ...base64Forms(utf8).map((pattern) => ({ as: 'base64 of UTF-8', pattern, anyCase: false })),
    ...base64Forms(utf16le).map((pattern) => ({ as: 'base64 of UTF-16', pattern, anyCase: false })),
    text('hex of UTF-8', utf8.toString('hex')),
    text('hex of UTF-16BE', utf16be.toString('hex')),
    text('hex of UTF-16LE', utf16le.toString('hex')),
    ...(/[^\x20-\x7E]/.test(secret) ? [text('percent', encodeURIComponent(secret))] : []),
    text('XML decimal', chars.map((char) => `&#${code(char)};`).join('')),
    text('XML hex', chars.map((char) => `&#x${code(char).toString(16)};`).join('')),
    text('JSON', chars.map((char) => `\\u${code(char).toString(16).padStart(4, '0')}`).join('')),
    text('octal', [...utf16be].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('')),
    bytes('reversed', Buffer.from(chars.toReversed().join(''), 'utf8')),
  ];
}

/** The parts of base64, in both alphabets, that depend on the secret alone, for each place at which it may begin. */
function base64Forms(plain: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), plain])
      .toString('base64')
      .replaceAll('=', '');
    const from = Math.ceil((shift * 8) / 6);
    const to = Math.floor(((shift + plain.length) * 8) / 6);
    const pattern = encoded.slice(from, to);
    // Too short to be told from chance in a compressed stream.
    if (pattern.length < 8) return [];
    const forUrls = pattern.replaceAll('+', '-').replaceAll('/', '_');
    return forUrls === pattern ? [pattern] : [pattern, forUrls];
  });
}

let table: Map<string, Buffer> | null = null;

/** In the national encoding, two bytes a character; null where a character needs four. */
function toGb18030(words: string): Buffer | null {
  if (!table) {
    table = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let high = 0x81; high <= 0xfe; high += 1) {
      for (let low = 0x40; low <= 0xfe; low += 1) {
        if (low === 0x7f) continue;
        const pair = Buffer.from([high, low]);
        const char = decoder.decode(pair);
        if (Array.from(char).length === 1 && char !== '\uFFFD' && !table.has(char)) table.set(char, pair);
      }
    }
  }
  const found: Buffer[] = [];
  for (const char of words) {
    const pair = char < '\u0080' ? Buffer.from(char) : table.get(char);
    if (!pair) return null;
    found.push(pair);
  }
  return Buffer.concat(found);
}
