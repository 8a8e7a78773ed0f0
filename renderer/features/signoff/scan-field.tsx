import { Eye, FileImage, Upload } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';

import { IMAGE_KINDS } from '../../../shared/contract/assets.ts';
import { Button } from '../../ui/button.tsx';

/** What is kept of a sheet, by the ending of its name: an image or a PDF. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['pdf', 'application/pdf'],
  ...Object.values(IMAGE_KINDS).flatMap(({ mime, extensions }) =>
    extensions.map((extension) => [extension, mime] as const),
  ),
]);
const ACCEPT = [...TYPES.keys()].map((ending) => `.${ending}`).join(',');
const MAX_BYTES = 20 * 1024 * 1024;

/** The media type that a scan's name says; undefined for what is no scan. */
export const scanType = (name: string): string | undefined =>
  TYPES.get(name.split('.').at(-1)?.toLowerCase() ?? '');

/** Why this file is not taken as a scan, or null. */
export function scanRefusal({ name, size }: { name: string; size: number }): string | null {
  if (scanType(name) === undefined)
    return '扫描件要是图片（PNG、JPG、GIF、BMP）或 PDF，没有放入。请另选一个文件。';
  if (size === 0) return '文件是空的，没有放入。';
  return size > MAX_BYTES ? '扫描件超过 20 MB，没有放入。请降低扫描的分辨率再试。' : null;
}

type Props = {
  scan: File | null;
  onScan: (scan: File) => void;
  onRefused: (why: string) => void;
  /** Opens what was chosen. */
  onView: (scan: File) => void;
};

/** The scan of a signed sheet: chosen, or dropped here. */
export function ScanField({ scan, onScan, onRefused, onView }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  const take = (file: File | undefined): void => {
    if (!file) return;
    const refusal = scanRefusal(file);
    if (refusal === null) onScan(file);
    else onRefused(refusal);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  return (
    <div
      className="scan-field"
      data-over={over ? '' : undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <FileImage size={16} aria-hidden />
      <span className="scan-name">
        {scan ? `${scan.name}（${sizeText(scan.size)}）` : '签批单的扫描件或照片：选一个，或拖到这里'}
      </span>
      {scan && (
        <Button size="small" icon={Eye} onClick={() => onView(scan)}>
          看
        </Button>
      )}
      <Button size="small" icon={Upload} onClick={() => picker.current?.click()}>
        {scan ? '换一个' : '选文件'}
      </Button>
      <input
        ref={picker}
        className="visually-hidden"
        type="file"
        accept={ACCEPT}
        aria-label="选择签批单的扫描件"
        tabIndex={-1}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          take(file);
        }}
      />
    </div>
  );
}

function sizeText(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1024
    ? `${Math.max(1, Math.round(kilobytes))} KB`
    : `${(kilobytes / 1024).toFixed(1)} MB`;
}
