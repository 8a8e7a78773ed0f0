import { command, none, usage, type Context, type OptionName, type Output, type Values } from './command.ts';
import { addCard, endKey, listEvents, listKeys, showCard, writeCard, type WantedCard } from './key-cards.ts';
import { changePassphrase, makeKey, type WantedKey } from './key-own.ts';
import { required } from './taking.ts';

/** What is done with keys, and the options that go with it. */
const DEEDS = {
  list: [],
  make: ['person', 'old', 'witness', 'declare', 'reason'],
  passphrase: ['person'],
  card: ['person', 'out'],
  show: [],
  add: ['compared'],
  end: ['reason'],
  events: [],
} as const satisfies Record<string, OptionName[]>;
type Deed = keyof typeof DEEDS;

const OPTIONS = [
  'person',
  'old',
  'witness',
  'declare',
  'reason',
  'out',
  'compared',
] as const satisfies OptionName[];
type Given = Pick<Values, (typeof OPTIONS)[number]>;

type Wanted =
  | { deed: 'list' | 'events' }
  | ({ deed: 'make' } & WantedKey)
  | { deed: 'passphrase'; person: string }
  | { deed: 'card'; person: string; out: string }
  | ({ deed: 'show' | 'add' } & WantedCard)
  | { deed: 'end'; digits: string; reason: string };

export const keyCommand = command({
  help: `  key list                          列出密钥：本机的，和凭密钥卡收入的；电话里按指纹核对
  key make --person 姓名            设密钥和签发口令；已有密钥的，换一把要选一种办法：
    [--old]                         用原来的口令
    [--witness 姓名 [--reason 说明]]   由另一个有密钥的人作证
    [--declare --reason 说明]       忘了口令又没有人作证的，登记说明
  key passphrase --person 姓名      改签发口令，密钥不变
  key card --person 姓名 --out 文件   写出密钥卡（.nskey），交给要核验的单位
  key show 卡.nskey                 看密钥卡，什么也不收入
  key add 卡.nskey --compared 指纹   收入密钥卡；指纹是本人在电话里念的 30 位数字
  key end 指纹 --reason 原因        停用凭密钥卡收入的密钥
  key events                        密钥的变动记录`,
  options: OPTIONS,
  read: readWanted,
  run,
});

function run(wanted: Wanted, context: Context): Promise<Output> {
  switch (wanted.deed) {
    case 'list':
      return listKeys(context);
    case 'make':
      return makeKey(wanted, context);
    case 'passphrase':
      return changePassphrase(wanted, context);
    case 'card':
      return writeCard(wanted, context);
    case 'show':
      return showCard(wanted, context);
    case 'add':
      return addCard(wanted, context);
    case 'end':
      return endKey(wanted, context);
    case 'events':
      return listEvents(context);
  }
}

const isDeed = (word: string): word is Deed => Object.hasOwn(DEEDS, word);

function readWanted([deed = '', ...words]: readonly string[], values: Given): Wanted {
  if (!isDeed(deed)) throw usage(`key 后面要写：${Object.keys(DEEDS).join('、')}。用 help 查看用法。`);
  const allowed: readonly OptionName[] = DEEDS[deed];
  for (const option of OPTIONS)
    if (values[option] !== undefined && !allowed.includes(option))
      throw usage(`key ${deed} 没有 --${option} 这个选项。用 help 查看用法。`);
  switch (deed) {
    case 'show':
      return { deed, file: cardFile(deed, words), compared: null };
    case 'add':
      return {
        deed,
        file: cardFile(deed, words),
        compared: values.compared === undefined ? null : digitsOf(values.compared),
      };
    case 'end':
      return {
        deed,
        digits: digitsOf(words.join('')),
        reason: required('reason', '停用的原因', values.reason),
      };
    case 'list':
    case 'events':
      none(`key ${deed}`, words);
      return { deed };
    case 'make':
    case 'passphrase':
    case 'card':
      none(`key ${deed}`, words);
      return ofPerson(deed, required('person', '谁的密钥', values.person), values);
  }
}

function ofPerson(deed: 'make' | 'passphrase' | 'card', person: string, values: Given): Wanted {
  if (deed === 'passphrase') return { deed, person };
  if (deed === 'make') return { deed, person, way: wayOf(values) };
  if (!values.out) throw usage('缺少 --out（密钥卡写到哪个文件，如 林春生.nskey）。');
  return { deed, person, out: values.out };
}

function cardFile(deed: 'show' | 'add', [file, ...rest]: readonly string[]): string {
  if (file === undefined || rest.length > 0) throw usage(`key ${deed} 后面要写一个密钥卡文件。`);
  return file;
}

/** In which way a new key is to take the place of an older one; null where none is named. */
function wayOf({ old = false, witness, declare = false, reason }: Given): WantedKey['way'] {
  if ([old, witness !== undefined, declare].filter(Boolean).length > 1)
    throw usage('--old、--witness、--declare 只能选一个。');
  if (declare) return { kind: 'declared', reason: required('reason', '登记的说明', reason) };
  if (witness !== undefined) {
    if (witness.trim() === '') throw usage('--witness 后面要写作证的人的姓名。');
    return { kind: 'witness', name: witness.trim(), reason: reason ?? '' };
  }
  if (reason !== undefined) throw usage('--reason 只与 --declare 或 --witness 一起用。');
  return old ? { kind: 'old' } : null;
}

/** The digits of a fingerprint, however they are grouped; also full-width ones. */
function digitsOf(text: string): string {
  const digits = text.normalize('NFKC').replaceAll(/[\s\-,.、，。]/g, '');
  if (!/^\d{30}$/.test(digits)) throw usage('指纹是 30 位数字（6 组，每组 5 位），请写全。');
  return digits;
}
