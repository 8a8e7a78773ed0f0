import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { recogniseFile } from '../../recognise-file.ts';
import { loadTemplates } from '../../../electron/backend/service/templates.ts';
import { plainText } from '../../../shared/document/plain-text.ts';
import type { Block } from '../../../shared/document/types.ts';
import { countsOf, outlineOf } from '../../../shared/structure/outline.ts';
import type { Recognised } from '../../../shared/structure/recognise.ts';

const fixture = fileURLToPath(new URL('../../fixtures/masked-town-2022.txt', import.meta.url));
const resources = fileURLToPath(new URL('../../../resources', import.meta.url));

/** Without what is made anew each time. */
const withoutIds = (blocks: readonly Block[]): unknown =>
  JSON.parse(JSON.stringify(blocks, (key, value: unknown) => (key === 'id' ? undefined : value)));

const read = (file: string): Promise<Recognised> =>
  recogniseFile(file, new Uint8Array(readFileSync(file)), [...loadTemplates(resources).values()]);

const squeezed = (text: string): string => text.replace(/\s/g, '');

describe('a redacted report of a town', () => {
  let folder: string;
  let found: Recognised;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nianshu-import-'));
    found = await read(fixture);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has its outline', () => {
    expect(countsOf(found.document)).toMatchObject({ headings: { '1': 3, '2': 7 }, items: 17, runs: 5 });
    const { blocks } = outlineOf(found.document, found.variables, found.doubtful);
    expect(blocks.filter((block) => block.type === 'title')).toHaveLength(1);
    expect(blocks[1]?.type).toBe('paragraph');
    expect(blocks.flatMap((block) => (block.items ? [block.items.length] : []))).toEqual([3, 4, 2, 5, 3]);
    expect(blocks.flatMap((block) => block.slot ?? [])).toHaveLength(10);
  });

  it('has a field with unit and kind for each mask', () => {
    const { blocks } = outlineOf(found.document, found.variables, found.doubtful);
    const fields = blocks.flatMap((block) => block.fields ?? []);
    const kinds = new Map<string, number>();
    for (const { kind, unit } of fields) {
      const key = `${kind} ${unit}`;
      kinds.set(key, (kinds.get(key) ?? 0) + 1);
    }
    for (const key of [
      'place 市',
      'place 镇',
      'person 书记',
      'count 次',
      'count 宗',
      'count 名',
      'money 万元',
    ])
      expect(kinds.get(key), key).toBeGreaterThan(0);
    expect(kinds.get('organisation 律师事务所')).toBe(1);
    expect(plainText(found.document.blocks, found).match(/\*+/g)?.length).toBe(
      readFileSync(fixture, 'utf8').match(/\*+/g)?.length,
    );
  });

  it('loses no character', () => {
    expect(squeezed(plainText(found.document.blocks, found))).toBe(squeezed(readFileSync(fixture, 'utf8')));
  });

  it('is the same report from a Word file that LibreOffice has made', async () => {
    execFileSync(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--infilter=Text (encoded):UTF8,LF',
        '--convert-to',
        'docx:MS Word 2007 XML',
        '--outdir',
        folder,
        fixture,
      ],
      { stdio: 'ignore' },
    );
    const word = await read(join(folder, 'masked-town-2022.docx'));
    expect(withoutIds(word.document.blocks)).toEqual(withoutIds(found.document.blocks));
    expect(word.variables).toEqual(found.variables);
  }, 120_000);
});
