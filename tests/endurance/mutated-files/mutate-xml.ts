import type { Draw } from '../draw.ts';

/** Where an element begins and ends in its part, with its name. */
type Span = { name: string; from: number; to: number };

const TAG = /<(\/?)([\w:.-]+)(?:\s[^<>]*?)?(\/?)>/g;

/** The elements of a part, by their tags alone. */
function elementsOf(xml: string): Span[] {
  const open: Span[] = [];
  const found: Span[] = [];
  for (const match of xml.matchAll(TAG)) {
    const [whole, isEnd, name = '', isWhole] = match;
    const to = match.index + whole.length;
    if (isWhole) found.push({ name, from: match.index, to });
    else if (!isEnd) open.push({ name, from: match.index, to });
    else {
      const span = open.pop();
      if (span) found.push({ ...span, to });
    }
  }
  return found;
}

/** Numbers, words and marks that no writer puts there. */
const VALUES = [
  '',
  '-1',
  '0',
  '0.5',
  '99999999999999999999',
  '2147483648',
  'NaN',
  '1e309',
  '0x10',
  '%1'.repeat(50),
  '%9%10',
  'true',
  '__proto__',
  'constructor',
  '字'.repeat(3000),
  '&#x10FFFF;',
  '&#9;',
  '𠮷',
  '\u202e',
  '9999-99-99T99:99:99Z',
  '../../../etc/passwd',
];

const TEXTS = [
  '',
  ' ',
  '\u200b\ufeff',
  '字'.repeat(20_000),
  '一是'.repeat(800),
  '12次'.repeat(800),
  '（一）'.repeat(200),
  '第一，第二，第三，',
  '&#x2028;',
  '&#13;&#10;',
  '\u0300'.repeat(500),
  '👨‍👩‍👧‍👦'.repeat(100),
  '*'.repeat(500),
  '__proto__',
  '2024年2024年2024年',
  '】【“”‘’（）《》'.repeat(50),
];

/** An element of its own is put around another so many times. */
const LEVELS = [1, 2, 10, 100, 300, 20_000];
const TIMES = [1, 2, 20, 200];

type Mutation = (xml: string, spans: readonly Span[], draw: Draw) => string;

const without = (xml: string, { from, to }: Span): string => xml.slice(0, from) + xml.slice(to);
const put = (xml: string, at: number, more: string): string => xml.slice(0, at) + more + xml.slice(at);
const textOf = (xml: string, { from, to }: Span): string => xml.slice(from, to);

/** It can still be read as XML. */
const WELL_FORMED: Readonly<Record<string, Mutation>> = {
  value: (xml, _, draw) => {
    const places = [...xml.matchAll(/="[^"<>]*"/g)];
    if (places.length === 0) return xml;
    const place = draw.pick(places);
    return `${xml.slice(0, place.index)}="${draw.pick(VALUES)}"${xml.slice(place.index + place[0].length)}`;
  },
  /** The same attribute everywhere: each style, each level. */
  values: (xml, _, draw) => {
    const places = [...xml.matchAll(/ ([\w:]+)="[^"<>]*"/g)];
    if (places.length === 0) return xml;
    const [, name = ''] = draw.pick(places);
    const value = draw.pick(VALUES.filter((one) => one.length < 100));
    return xml.replaceAll(new RegExp(` ${name}="[^"<>]*"`, 'g'), () => ` ${name}="${value}"`);
  },
  noAttribute: (xml, _, draw) => {
    const places = [...xml.matchAll(/ [\w:]+="[^"<>]*"/g)];
    if (places.length === 0) return xml;
    const place = draw.pick(places);
    return xml.slice(0, place.index) + xml.slice(place.index + place[0].length);
  },
  text: (xml, _, draw) => {
    const places = [...xml.matchAll(/>[^<>]+</g)];
    if (places.length === 0) return xml;
    const place = draw.pick(places);
    return `${xml.slice(0, place.index)}>${draw.pick(TEXTS)}<${xml.slice(place.index + place[0].length)}`;
  },
  remove: (xml, spans, draw) => without(xml, draw.pick(spans)),
  double: (xml, spans, draw) => {
    const span = draw.pick(spans);
    const own = textOf(xml, span);
    const times = draw.pick(TIMES);
    return put(xml, span.to, own.repeat(own.length * times > 1_000_000 ? 1 : times));
  },
  nest: (xml, spans, draw) => {
    const span = draw.pick(spans);
    const own = textOf(xml, span);
    const start = /^<[^<>]*[^/]>/.exec(own)?.[0];
    if (start === undefined) return xml;
    const levels = draw.pick(LEVELS);
    const nested = start.repeat(levels) + own + `</${span.name}>`.repeat(levels);
    return xml.slice(0, span.from) + nested + xml.slice(span.to);
  },
  /** Into another element, or beside it, where none of its kind is looked for. */
  move: (xml, spans, draw) => {
    const own = textOf(xml, draw.pick(spans));
    const other = draw.pick(spans);
    const inside = xml.indexOf('>', other.from) + 1;
    return put(xml, draw.chance(0.5) ? inside : other.to, own.length > 200_000 ? '' : own);
  },
  swap: (xml, spans, draw) => {
    const [a, b] = [draw.pick(spans), draw.pick(spans)].toSorted((x, y) => x.from - y.from);
    if (!a || !b || a.to > b.from) return xml;
    return xml.slice(0, a.from) + textOf(xml, b) + xml.slice(a.to, b.from) + textOf(xml, a) + xml.slice(b.to);
  },
  rename: (xml, spans, draw) => {
    const span = draw.pick(spans);
    const name = draw.pick([...spans.map((one) => one.name), 'x', 'w:__proto__']);
    const own = textOf(xml, span);
    const renamed = own
      .replace(`<${span.name}`, `<${name}`)
      .replace(new RegExp(`</${span.name}>$`), () => `</${name}>`);
    return xml.slice(0, span.from) + renamed + xml.slice(span.to);
  },
};

/** It can’t, as a rule. */
const BROKEN: Readonly<Record<string, Mutation>> = {
  prefix: (xml, _, draw) => xml.replaceAll(/(<\/?)w:/g, `$1${draw.pick(['', 'x:', 'ns0:'])}`),
  unclosed: (xml, spans, draw) => {
    const { from, to } = draw.pick(spans);
    return xml.slice(0, from) + xml.slice(draw.chance(0.5) ? from + 1 : to - 1);
  },
  cutOff: (xml, _, draw) => xml.slice(0, draw.below(xml.length)),
  entity: (xml, _, draw) =>
    draw.pick([
      `<!DOCTYPE x [<!ENTITY a "${'字'.repeat(1000)}">]>${xml}`,
      xml.replace(/>[^<>]+</, '>&a;&nbsp;&#0;<'),
      xml.replace(/>[^<>]+</, '>&#xD800;<'),
      xml.replace(/>[^<>]+</, '><![CDATA[</w:t>]]>一是<!-- x --><?x y?><'),
    ]),
  empty: (_xml, _spans, draw) => draw.pick(['', ' ', '<x/>', '<?xml version="1.0"?>', '\ufeff', '[]']),
};

/** Ways in which the same text is written that its first line doesn't say. */
const ENCODINGS: readonly ((xml: string) => Buffer)[] = [
  (xml) => Buffer.from(`\ufeff${xml}`),
  (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le'),
  (xml) => Buffer.from(`\ufeff${xml}`, 'utf16le').swap16(),
  (xml) => Buffer.from(xml, 'utf16le'),
  (xml) => Buffer.from(xml, 'latin1'),
  (xml) => Buffer.from(xml.replace(/encoding="[^"]*"/, 'encoding="gb2312"')),
  (xml) => Buffer.from(xml.replace(/version="1.0"/, 'version="9.9"')),
];

/** A part of a file in which something is not as a writer writes it, once or a few times. */
export function mutateXml(part: Uint8Array, draw: Draw): Buffer {
  let xml = Buffer.from(part).toString('utf8');
  const times = draw.pick([1, 1, 2, 4]);
  for (let n = 0; n < times && xml.length < 2_000_000; n += 1) {
    const spans = elementsOf(xml);
    const how = draw.chance(0.06) ? BROKEN : WELL_FORMED;
    if (spans.length > 0) xml = draw.pick(Object.values(how))(xml, spans, draw);
  }
  return draw.chance(0.03) ? draw.pick(ENCODINGS)(xml) : Buffer.from(xml);
}
