import { ArrowLeft, CircleHelp, PanelLeft, PanelRight, Settings, Share } from 'lucide-react';

import { memo, type ReactNode } from 'react';

import type { ReportDetail } from '../../../shared/contract/methods.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { useHelp } from '../help/help-context.ts';
import { PersonSwitch } from '../people/person-switch.tsx';
import { useOpenPreferences } from '../preferences/preferences-provider.tsx';
import { BrandMark } from '../start/brand.tsx';
import { STATE_LABELS } from '../../../shared/document/report-state.ts';

type Props = {
  detail: ReportDetail;
  /** As it may be called in the edition on show. */
  unit: string;
  leftOpen: boolean;
  rightOpen: boolean;
  onHome: () => void;
  onExport: () => void;
  onLeft: () => void;
  onRight: () => void;
  /** Menu of what concerns the whole report. */
  more: ReactNode;
};

export const ReportHead = memo(function ReportHead({
  detail,
  unit,
  leftOpen,
  rightOpen,
  onHome,
  onExport,
  onLeft,
  onRight,
  more,
}: Props) {
  const help = useHelp();
  const openPreferences = useOpenPreferences();
  return (
    <header className="report-head">
      <IconButton icon={ArrowLeft} label="回首页" onClick={onHome} />
      <BrandMark size={18} />
      <h1 title={`${unit} ${detail.year}年`}>
        <span className="unit">{unit}</span>
        <span className="year tabular">{detail.year}年</span>
      </h1>
      <span className={`ui-state ${detail.state}`}>{STATE_LABELS[detail.state]}</span>
      {detail.from && <span className="from tabular">接{detail.from.year}年写</span>}
      <span className="grow" />
      <PersonSwitch />
      <Button size="small" variant="primary" icon={Share} onClick={onExport}>
        导出
      </Button>
      {more}
      <IconButton
        icon={PanelLeft}
        label={leftOpen ? '收起提纲' : '显示提纲'}
        keys="Ctrl+Alt+O"
        aria-pressed={leftOpen}
        onClick={onLeft}
      />
      <IconButton
        icon={PanelRight}
        label={rightOpen ? '收起右侧面板' : '显示右侧面板'}
        keys="Ctrl+Alt+B"
        aria-pressed={rightOpen}
        onClick={onRight}
      />
      <IconButton icon={Settings} label="设置" keys="Ctrl+," onClick={openPreferences} />
      <IconButton icon={CircleHelp} label="使用说明" keys="F1" onClick={help.open} />
    </header>
  );
});
