import {
  EllipsisVertical,
  Eraser,
  FileOutput,
  FileSearch,
  GitMerge,
  Highlighter,
  History,
  Printer,
  ScrollText,
  Send,
  Stamp,
  Table2,
} from 'lucide-react';

import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';

type Props = {
  signed: boolean;
  onSend: () => void;
  onExportCopy: () => void;
  onTakeBack: () => void;
  onVersions: () => void;
  onPrint: () => void;
  onPrintMarked: () => void;
  signTitle: string;
  onSign: () => void;
  onVerify: () => void;
  onOpinions: () => void;
  onRecord: () => void;
  onPurge: () => void;
};

/** What concerns the report as a whole. */
export function MoreMenu(props: Props) {
  const { signed, onSend, onExportCopy, onTakeBack, onVersions } = props;
  const { onPrint, onPrintMarked, signTitle, onSign, onVerify, onOpinions, onRecord, onPurge } = props;
  return (
    <Menu trigger={<IconButton icon={EllipsisVertical} label="更多" />}>
      <MenuItem icon={Send} disabled={signed} onSelect={onSend}>
        送审…
      </MenuItem>
      <MenuItem icon={FileOutput} disabled={signed} onSelect={onExportCopy}>
        导出送审稿（Word）
      </MenuItem>
      <MenuItem icon={GitMerge} disabled={signed} onSelect={onTakeBack}>
        收回送审稿…
      </MenuItem>
      <MenuItem icon={History} onSelect={onVersions}>
        版本…
      </MenuItem>
      <MenuItem icon={Table2} onSelect={onOpinions}>
        征求意见采纳情况表…
      </MenuItem>
      <MenuItem icon={Printer} keys="Ctrl+P" onSelect={onPrint}>
        打印…
      </MenuItem>
      <MenuItem icon={Highlighter} onSelect={onPrintMarked}>
        印花脸稿…
      </MenuItem>
      <MenuItem icon={Stamp} onSelect={onSign}>
        {signTitle}…
      </MenuItem>
      <MenuItem icon={FileSearch} onSelect={onVerify}>
        核验签发稿…
      </MenuItem>
      <MenuItem icon={ScrollText} onSelect={onRecord}>
        办理记录…
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={Eraser} onSelect={onPurge}>
        彻底清除…
      </MenuItem>
    </Menu>
  );
}
