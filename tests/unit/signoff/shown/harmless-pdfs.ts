import { execFileSync } from 'node:child_process';

import {
  asText,
  edited,
  free,
  objectOf,
  ofText,
  qpdf,
  saved,
  streamOf,
  streamText,
  through,
} from './pdf-tools.ts';

const INFO = /\/Creator/;
const CATALOG = /\/Type \/Catalog/;

/** The system's own Python, which has nothing to do with the program. */
function python(script: string): (bytes: Uint8Array) => Buffer {
  return (bytes) =>
    through(bytes, (from, to) => {
      execFileSync('python3', ['-c', script, from, to]);
    });
}

/** Savings that leave what a file shows as it is, made by qpdf, Python and by hand. */
export const HARMLESS: Record<string, (bytes: Buffer) => Uint8Array> = {
  'saved anew': (bytes) => qpdf(bytes),
  linearized: (bytes) => qpdf(bytes, '--linearize'),
  'with streams of objects': (bytes) => qpdf(bytes, '--object-streams=generate'),
  'without streams of objects again': (bytes) =>
    qpdf(qpdf(bytes, '--object-streams=generate'), '--object-streams=disable'),
  'linearized with streams of objects': (bytes) => qpdf(bytes, '--linearize', '--object-streams=generate'),
  'linearized, then saved anew': (bytes) => qpdf(qpdf(bytes, '--linearize'), '--object-streams=preserve'),
  'packed harder': (bytes) => qpdf(bytes, '--recompress-flate', '--compression-level=9'),
  'packed hardly': (bytes) => qpdf(bytes, '--recompress-flate', '--compression-level=1'),
  unpacked: (bytes) => qpdf(bytes, '--stream-data=uncompress'),
  'unpacked and packed': (bytes) =>
    qpdf(qpdf(bytes, '--stream-data=uncompress'), '--stream-data=compress', '--compress-streams=y'),
  'with the content of each page in one stream': (bytes) => qpdf(bytes, '--coalesce-contents'),
  'as text': (bytes) => qpdf(bytes, '--qdf', '--object-streams=disable'),
  'as text with streams of objects': (bytes) => qpdf(bytes, '--qdf', '--object-streams=generate'),
  'with content spelt anew': (bytes) => qpdf(bytes, '--normalize-content=y'),
  'with a newline before each end of a stream': (bytes) => qpdf(bytes, '--newline-before-endstream'),
  'without resources that nothing uses': (bytes) => qpdf(bytes, '--remove-unreferenced-resources=yes'),
  'with objects that nothing uses': (bytes) => qpdf(bytes, '--preserve-unreferenced'),
  'as version 1.7': (bytes) => qpdf(bytes, '--force-version=1.7'),
  'as at least version 2.0': (bytes) => qpdf(bytes, '--min-version=2.0'),
  'with another identifier': (bytes) => qpdf(bytes, '--deterministic-id'),
  'with a fixed identifier': (bytes) => qpdf(bytes, '--static-id'),
  'encrypted without a password (AES-256)': (bytes) => encrypted(bytes, '256'),
  'encrypted without a password (AES-256, before it was a standard)': (bytes) =>
    encrypted(bytes, '256', '--force-R5'),
  'encrypted without a password (AES-128)': (bytes) => encrypted(bytes, '128', '--use-aes=y'),
  'encrypted but for what it says of itself': (bytes) =>
    encrypted(bytes, '128', '--use-aes=y', '--cleartext-metadata'),
  'encrypted without a password (RC4, 128 bits)': (bytes) => encrypted(bytes, '128', '--use-aes=n'),
  'encrypted without a password (RC4, 128 bits, as a filter)': (bytes) =>
    encrypted(bytes, '128', '--use-aes=n', '--force-V4'),
  'encrypted without a password (RC4, 40 bits)': (bytes) => encrypted(bytes, '40'),
  'encrypted with streams of objects, and linearized': (bytes) =>
    encrypted(qpdf(bytes, '--linearize', '--object-streams=generate'), '256'),
  'encrypted and decrypted': (bytes) => qpdf(encrypted(bytes, '256'), '--decrypt'),
  'allowed to be printed only': (bytes) => encrypted(bytes, '256', '--modify=none', '--extract=n'),
  'through all of it': (bytes) =>
    [
      ['--linearize'],
      ['--qdf'],
      ['--object-streams=generate'],
      ['--stream-data=uncompress'],
      ['--normalize-content=y'],
      ['--recompress-flate'],
    ].reduce<Buffer>((file, options) => qpdf(file, ...options), bytes),
  'without what it says about itself': (bytes) => {
    const info = objectOf(bytes, INFO);
    return saved(bytes, { [info.number]: '<< /Producer (Other) >>' });
  },
  'with other information, by Python': python(
    [
      'import re, sys',
      'data = open(sys.argv[1], "rb").read()',
      'data = re.sub(rb"/CreationDate \\(D:\\d{14}", b"/CreationDate (D:20200101000000", data)',
      'data = re.sub(rb"/ModDate \\(D:\\d{14}", b"/ModDate (D:20200101000000", data)',
      'open(sys.argv[2], "wb").write(data)',
    ].join('\n'),
  ),
  'with notes of another program in catalog and pages': (bytes) => {
    const catalog = objectOf(bytes, CATALOG);
    const page = objectOf(bytes, /\/Type \/Page\n/);
    const number = free(bytes);
    const xml = '<x:xmpmeta xmlns:x="adobe:ns:meta/"/>';
    return saved(bytes, {
      [catalog.number]: catalog.content.replace('<<', `<</Metadata ${number} 0 R /Version /1.7 `),
      [page.number]: page.content.replace('<<', '<</LastModified (D:20200101) /PieceInfo <</A <</B 1>>>> '),
      [number]: `<</Type /Metadata /Subtype /XML /Length ${xml.length}>>\nstream\n${xml}\nendstream`,
    });
  },
  'saved with nothing changed': (bytes) => saved(bytes, {}),
  'saved ten times with an object more': (bytes) =>
    Array.from({ length: 10 }).reduce<Buffer>((file) => saved(file, { [free(file)]: '(nothing)' }), bytes),
  'with a table that is a stream, behind a saving': (bytes) =>
    qpdf(saved(bytes, {}), '--object-streams=generate'),
  'with a box that the pages inherit': (bytes) => {
    const box = /\n {2}\/MediaBox \[\n {4}0\n {4}0\n {4}594.95996\n {4}841.91998\n {2}\]/g;
    const text = asText(bytes);
    const found = box.exec(text)?.[0] ?? '';
    return ofText(text.replace(box, '').replace('\n  /Type /Pages', `${found}\n  /Type /Pages`));
  },
  'with names spelt in other ways': (bytes) => edited(bytes, '/Type /Page\n', '/T#79pe /#50age\n'),
  'with strings as digits': (bytes) => edited(bytes, '(zh-CN)', `<${Buffer.from('zh-CN').toString('hex')}>`),
  'with numbers spelt in other ways': (bytes) => edited(bytes, '594.95996', '+0594.9599600'),
  'with keys in another order': (bytes) =>
    edited(
      bytes,
      /(\n {2}\/Resources <<[\s\S]*?\n {2}>>)(\n {2}\/StructParents \d+)/,
      (_, a = '', b = '') => `${b}${a}`,
    ),
  'with the content of a page in two streams': (bytes) => split(bytes),
};

/** The content of the first page in two streams, parted between two operators. */
function split(bytes: Buffer): Buffer {
  const file = qpdf(bytes, '--qdf', '--object-streams=disable', '--normalize-content=n');
  const page = objectOf(file, /\/Type \/Page\n/);
  const number = Number(/\/Contents (\d+) 0 R/.exec(page.content)?.[1]);
  const content = streamOf(file, number);
  const half = content.indexOf('\nET\n') + 1;
  const second = free(file);
  return saved(file, {
    [number]: streamText(content.slice(0, half)),
    [second]: streamText(content.slice(half)),
    [page.number]: page.content.replace(/\/Contents \d+ 0 R/, `/Contents [${number} 0 R ${second} 0 R]`),
  });
}

/** Encrypted so that it opens without a password. */
function encrypted(bytes: Buffer, bits: string, ...options: string[]): Buffer {
  return qpdf(bytes, '--allow-weak-crypto', '--encrypt', '', 'owner', bits, ...options, '--');
}
