import { AppError } from '../../../shared/errors/app-error.ts';
import {
  readSetting,
  settings,
  type SettingKey,
  type SettingValue,
} from '../../../shared/settings/settings.ts';
import type { Store } from '../store/types.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

export function settingHandlers({ store, emit }: Deps) {
  return handlersFor({
    'settings.get': ({ key }) => ({ value: settingOf(store, key) }),

    'settings.set': ({ key, value }) => {
      if (key === 'classified')
        throw new AppError('bad-request', '这项要由登记人来登记或撤销，没有改动。请在“涉密文件”里办。');
      const parsed = settings[key].safeParse(value);
      if (!parsed.success) {
        throw new AppError('bad-request', '这项设置的内容不对，没有改动。请改正后再试。', {
          cause: parsed.error,
        });
      }
      store.settings.set(key, parsed.data);
      emit('settings.changed', { key });
      return { value: parsed.data };
    },
  });
}

/** A setting of the unit, for other use cases. */
export function settingOf<K extends SettingKey>(store: Store, key: K): SettingValue<K> {
  return readSetting(key, store.settings.get(key));
}
