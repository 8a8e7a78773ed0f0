import type { RenderElementProps } from 'slate-react';

import type { Image } from '../../../shared/document/types.ts';
import { useAsset } from '../../client/assets.ts';
import { usePage } from '../page-context.ts';
import { looksOf, useMarks } from './marks.ts';
import { VoidElement } from './void-element.tsx';

const WORDS = { loading: '图片载入中…', missing: '图片没有找到' } as const;

/** An image as large as it is printed; its place stays the same while its bytes come, and where there are none. */
export function ImageElement({ attributes, children, element }: RenderElementProps) {
  const page = usePage();
  const image = element as unknown as Image;
  const { asset, width, height, alt } = image;
  const shown = useAsset(asset);
  const marks = useMarks(image);
  const state = shown.state === 'shown' ? '' : WORDS[shown.state];
  return (
    <VoidElement
      attributes={attributes}
      spacer={children}
      className={`image ${shown.state} ${looksOf(image)} ${marks.className}`}
      label={['图片', alt || '没有说明文字', state].filter(Boolean).join('，')}
      title={[alt || '没有说明文字', '点一下改说明文字和大小', marks.title].filter(Boolean).join('\n')}
      data={{
        'data-void-id': image.id,
        'data-threads': marks.threads,
        'data-changes': marks.changes,
      }}
      onPress={() => page.openCard(image.id)}
    >
      {shown.url !== undefined ? (
        <img
          src={shown.url}
          alt=""
          draggable={false}
          style={{ width: `${width}pt`, aspectRatio: `${width} / ${height}` }}
        />
      ) : (
        <span className="image-gap" style={{ width: `${width}pt`, aspectRatio: `${width} / ${height}` }}>
          <span>{state}</span>
          {alt !== '' && <span>{alt}</span>}
        </span>
      )}
    </VoidElement>
  );
}
