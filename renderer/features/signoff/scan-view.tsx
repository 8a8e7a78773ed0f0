import { CircleAlert } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';

import { PdfPages } from '../export/pdf-pages.tsx';

/** A scan as it is shown: bytes with their media type. */
export type ShownScan = { name: string; mime: string; bytes: Uint8Array<ArrayBuffer> };

/** CSS pixels that the dialog has room for. */
const WIDTH = 740;

/** A signed sheet, to be read within the dialog: an image, or the pages of a PDF. Scrolls by keyboard. */
export function ScanView({ scan }: { scan: ShownScan }) {
  const [failed, setFailed] = useState(false);
  const region = useRef<HTMLElement>(null);
  useEffect(() => region.current?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section ref={region} className="scan-view" tabIndex={0} aria-label={`签批单：${scan.name}`}>
      {failed ? (
        <p className="ui-error" role="alert">
          <CircleAlert size={14} aria-hidden />
          这个扫描件在这里显示不出来。原样存着，请另存后用别的程序打开。
        </p>
      ) : scan.mime === 'application/pdf' ? (
        <PdfPages bytes={scan.bytes} width={WIDTH} onFailed={() => setFailed(true)} />
      ) : (
        <Picture scan={scan} onFailed={() => setFailed(true)} />
      )}
    </section>
  );
}

/** The image as an address that is let go of when it isn't shown any more. */
function Picture({ scan, onFailed }: { scan: ShownScan; onFailed: () => void }) {
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const url = URL.createObjectURL(new Blob([scan.bytes], { type: scan.mime }));
    if (image.current) image.current.src = url;
    return () => URL.revokeObjectURL(url);
  }, [scan]);
  return <img ref={image} alt={`签批单：${scan.name}`} onError={onFailed} />;
}
