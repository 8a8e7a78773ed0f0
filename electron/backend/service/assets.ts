import { AppError } from '../../../shared/errors/app-error.ts';
import { imageOf } from '../files/image.ts';
import type { Deps } from './deps.ts';
import { handlersFor } from './registry.ts';

/** Images of reports: a window sends one in before it puts it into the text, and asks for those that it shows. */
export function assetHandlers({ store }: Deps) {
  return handlersFor({
    'asset.add': ({ bytes }) => store.assets.add(imageOf(Buffer.from(bytes, 'base64'))),

    'asset.get': ({ asset }) => {
      const found = store.assets.read(asset);
      if (!found)
        throw new AppError('not-found', '没有找到这张图片的内容；它在文中的位置还留着。请重新插入。');
      return { mime: found.mime, bytes: Buffer.from(found.bytes).toString('base64') };
    },
  });
}
