import type { z } from 'zod';

import { approval } from './approval.ts';
import { checks } from './checks.ts';
import { classified } from './classified.ts';
import { currentPerson } from './current-person.ts';
import { editions } from './editions.ts';
import { fixedPhrases } from './fixed-phrases.ts';
import { layout } from './layout.ts';
import { lengthLimit } from './length-limit.ts';
import { phraseLibrary } from './phrase-library.ts';

/**
 * Settings of the whole unit, kept in the store. One file a setting; each schema has a default, which holds until
 * somebody sets it.
 */
export const settings = {
  approval,
  checks,
  classified,
  currentPerson,
  editions,
  fixedPhrases,
  layout,
  lengthLimit,
  phraseLibrary,
} as const satisfies Record<string, z.ZodType>;

export type SettingKey = keyof typeof settings;
export type SettingValue<K extends SettingKey> = z.output<(typeof settings)[K]>;

export const SETTING_KEYS = Object.keys(settings) as [SettingKey, ...SettingKey[]];

export function defaultSetting<K extends SettingKey>(key: K): SettingValue<K> {
  return settings[key].parse(undefined) as SettingValue<K>;
}

/** The value as stored, or the default where it is missing or of a shape that this program does not know. */
export function readSetting<K extends SettingKey>(key: K, stored: unknown): SettingValue<K> {
  const parsed = settings[key].safeParse(stored);
  return parsed.success ? (parsed.data as SettingValue<K>) : defaultSetting(key);
}
