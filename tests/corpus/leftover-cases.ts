import { readFileSync } from 'node:fs';

import type { CaseField, LeftoverCase } from './leftover-score.ts';

const FOLDER = new URL('./leftovers/', import.meta.url);
const FIELD = /^!(unit|name|figure|date|number) ([^=]+)=(\S+)(?: (\S+))?$/;
/** 书记 of 书记冉怀瑾 stands before the name: the field holds the rest. */
const OFFICE = /^(书记|镇长|局长)(.+)$/;

/** The labelled sentences of this project: each secret is a case of its own. */
export function leftoverCases(): LeftoverCase[] {
  return ['secrets.txt', 'lookalikes.txt'].flatMap((file) =>
    casesOf(file.replace('.txt', ''), readFileSync(new URL(file, FOLDER), 'utf8')),
  );
}

function casesOf(name: string, source: string): LeftoverCase[] {
  let fields: CaseField[] = [];
  let kind = name;
  return source.split('\n').flatMap((line, nth): LeftoverCase[] => {
    if (line === '') fields = [];
    if (line === '' || line.startsWith('# ')) {
      kind = line.slice(2) || kind;
      return [];
    }
    if (line.startsWith('!')) {
      fields = [...fields, fieldOf(line)];
      return [];
    }
    const text = line.replaceAll(/[⟦⟧]/g, '');
    const secrets = Array.from(line.matchAll(/⟦(.*?)⟧/g), ([, secret = '']) => secret);
    const id = `${name}:${nth + 1}`;
    if (secrets.length === 0) return [{ id, kind, fields, text, secret: null }];
    return secrets.map((secret, at) => ({ id: `${id}.${at + 1}`, kind, fields, text, secret }));
  });
}

function fieldOf(line: string): CaseField {
  const [, type, name = '', value = '', unit] = FIELD.exec(line) ?? [];
  if (type === undefined) throw new Error(`no field: ${line}`);
  const [, office, rest] = (type === 'name' && OFFICE.exec(value)) || [];
  return {
    type: type as CaseField['type'],
    name,
    value: rest ?? value,
    ...(office === undefined ? (unit === undefined ? {} : { unit }) : { unit: office }),
  };
}
