import { FileCheck2 } from 'lucide-react';

import type { ExportResult } from '../../../shared/contract/export.ts';
import { Button } from '../../ui/button.tsx';
import { saveText } from './save-text.ts';
import type { Saved } from './save-file.ts';

type Props = { proof: NonNullable<ExportResult['proof']>; saved: Saved };

/** That the side file lies beside the file, and what it is for. */
export function ProofNote({ proof, saved }: Props) {
  if (saved === 'dismissed') return null;
  return (
    <div className="export-proof">
      <FileCheck2 size={16} aria-hidden />
      <div>
        <p>
          核验文件{saved === 'saved' ? '已存在旁边' : '也已下载'}
          ：要和文件一起发出去，收的人才能核验是不是这个文件。两个文件都不要改名。
        </p>
        {saved === 'downloaded' && (
          <p className="ui-hint">
            浏览器问是否允许下载多个文件时，请选“允许”。没有下载到，可以
            <Button size="small" onClick={() => void saveText(proof.name, proof.text)}>
              再下载核验文件
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}
