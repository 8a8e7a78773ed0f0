import { useMemo, useState } from 'react';
import { Transforms } from 'slate';

import { isImage } from '../../shared/document/guards.ts';
import { TEXT_SIZE } from '../../shared/document/image-size.ts';
import { MAX_NAME } from '../../shared/document/limits.ts';
import type { Image } from '../../shared/document/types.ts';
import { useAsset } from '../client/assets.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { focusPage } from './focus-page.ts';
import { changeImage, sizedTo } from './image-commands.ts';
import { removeVoid } from './note-commands.ts';
import { pointAfter, voidWithId } from './places.ts';
import type { ReportSession } from './session.ts';

import './insert.css';

/** Points of a centimetre, in which people measure pictures. */
const CENTIMETRE = 72 / 2.54;

const inCentimetres = (points: number): string => (points / CENTIMETRE).toFixed(1);

type Props = { session: ReportSession; id: string; onClose: () => void };

/** What an image shows in words, how wide it is, and how to take it out. */
export function ImageDialog({ session, id, onClose }: Props) {
  const image = useMemo(() => {
    const node = voidWithId(session.editor, id)?.node;
    return isImage(node) ? node : null;
  }, [session, id]);
  return image && <ImageForm session={session} image={image} onClose={onClose} />;
}

function ImageForm({ session, image, onClose }: Omit<Props, 'id'> & { image: Image }) {
  const { editor } = session;
  const { id } = image;
  const [alt, setAlt] = useState(image.alt);
  const [typed, setTyped] = useState(() => inCentimetres(image.width));
  const shown = useAsset(image.asset);
  const length = Number(typed.trim().replace('，', '.'));
  const isLength = typed.trim() !== '' && Number.isFinite(length) && length > 0;
  // As it was typed in, unless somebody changed it: a tenth of a centimetre is coarser than a point.
  const size =
    typed === inCentimetres(image.width)
      ? { width: image.width, height: image.height }
      : sizedTo(image, isLength ? length * CENTIMETRE : image.width);

  const leave = (work: () => void) => {
    session.whenSettled(() => {
      const path = voidWithId(editor, id)?.path;
      if (path) Transforms.select(editor, pointAfter(path));
      work();
      focusPage(editor);
    });
    onClose();
  };
  const save = () => {
    if (isLength) leave(() => changeImage(editor, id, { alt: alt.trim(), ...size }));
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) leave(() => undefined);
      }}
      title="图片"
      width={420}
      footer={
        <>
          <Button onClick={() => leave(() => removeVoid(editor, id))}>删除图片</Button>
          <Button variant="primary" disabled={!isLength} onClick={save}>
            确定
          </Button>
        </>
      }
    >
      <form
        className="image-form"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="image-preview">
          {shown.url !== undefined ? (
            <img src={shown.url} alt={alt} />
          ) : (
            <p>
              {shown.state === 'loading'
                ? '图片载入中…'
                : '图片没有找到。它在文中的位置还留着；可以删除它，再重新插入。'}
            </p>
          )}
        </div>
        <label className="ui-label">
          <span>说明文字（写给看不到图片的人）</span>
          <input
            className="ui-input"
            value={alt}
            maxLength={MAX_NAME}
            placeholder="如：法治宣传活动现场"
            onChange={(event) => setAlt(event.target.value)}
          />
        </label>
        <label className="ui-label image-width">
          <span>宽度（厘米）</span>
          <input
            className="ui-input"
            inputMode="decimal"
            value={typed}
            aria-invalid={!isLength}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="image-size tabular">
            {`印出来 ${inCentimetres(size.width)} × ${inCentimetres(size.height)} 厘米，最宽 ${inCentimetres(TEXT_SIZE.width)} 厘米`}
          </span>
        </label>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
