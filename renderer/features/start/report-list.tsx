import {
  CopyPlus,
  Ellipsis,
  Eraser,
  FileInput,
  FolderOpen,
  GitCompare,
  PencilLine,
  Trash2,
} from 'lucide-react';
import { Fragment, useEffect, useRef, useState, type KeyboardEvent } from 'react';

import type { ReportSummary } from '../../../shared/contract/methods.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx';
import type { ListedReport } from './list-model.ts';
import { STATE_LABELS } from '../../../shared/document/report-state.ts';
import { whenText } from '../../base/when.ts';

type Props = {
  /** In the order of the list, with heads of groups. */
  reports: readonly ListedReport[];
  now: Date;
  onOpen: (id: string) => void;
  onContinue: (report: ReportSummary) => void;
  onCompare: (report: ReportSummary) => void;
  onMeta: (report: ReportSummary) => void;
  onRemove: (report: ReportSummary) => void;
  onOriginal: (report: ReportSummary) => void;
  onPurge: (report: ReportSummary) => void;
};

/** Rows that are drawn at first and more of them: an archive may hold thousands. */
const PAGE = 100;

/** A calm table: ↑ ↓ Home End move, Enter opens, Delete moves to the bin. */
export function ReportList(props: Props) {
  const { reports, now, onOpen, onContinue, onCompare, onMeta, onRemove, onOriginal, onPurge } = props;
  const [pages, setPages] = useState(1);
  const shown = reports.slice(0, pages * PAGE);
  const [active, setActive] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const removed = useRef<string | null>(null);
  const current = Math.min(active, shown.length - 1);

  useEffect(() => {
    // The row that had the focus went to the bin: the one in its place takes it.
    if (removed.current === null || reports.some(({ report }) => report.id === removed.current)) return;
    removed.current = null;
    body.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
  }, [reports]);

  const focusRow = (index: number) => {
    const next = Math.min(shown.length - 1, Math.max(0, index));
    if (index >= shown.length - 1 && shown.length < reports.length) setPages(pages + 1);
    setActive(next);
    body.current?.querySelectorAll<HTMLElement>('tr[data-report]')[next]?.focus();
  };

  const onKeyDown = (event: KeyboardEvent, index: number, report: ReportSummary) => {
    // Keys of the button and the menu inside a row are their own.
    if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: shown.length - 1,
    };
    const to = moves[event.key];
    if (to !== undefined) focusRow(to);
    else if (event.key === 'Enter') onOpen(report.id);
    else if (event.key === 'Delete') {
      removed.current = report.id;
      onRemove(report);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      {/* Rows that take the focus and the arrow keys: a grid, in a table's clothes. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role */}
      <table className="report-list" role="grid" aria-label="报告">
        <thead>
          <tr>
            <th scope="col" className="num">
              年度
            </th>
            <th scope="col">报告</th>
            <th scope="col">状态</th>
            <th scope="col" className="num">
              字数
            </th>
            <th scope="col" className="num">
              未填
            </th>
            <th scope="col" className="when">
              更新
            </th>
            <th scope="col">
              <span className="visually-hidden">操作</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {shown.map(({ report, group }, index) => (
            <Fragment key={report.id}>
              {group !== undefined && (
                <tr className="group">
                  <th scope="rowgroup" colSpan={7}>
                    {group}
                  </th>
                </tr>
              )}
              <tr
                data-report={report.id}
                tabIndex={index === current ? 0 : -1}
                aria-selected={index === current}
                onFocus={() => setActive(index)}
                onKeyDown={(event) => onKeyDown(event, index, report)}
                onClick={() => onOpen(report.id)}
              >
                <td className="num year">{report.year}</td>
                <td className="what">
                  <span className="title" title={report.title}>
                    {report.title || '（没有标题）'}
                  </span>
                  <span className="unit">
                    {report.unit}
                    {report.demo && <span className="tag">示例</span>}
                  </span>
                </td>
                <td>
                  <span className={`ui-state ${report.state}`}>{STATE_LABELS[report.state]}</span>
                </td>
                <td className="num">{report.length.toLocaleString('zh-CN')}</td>
                <td className={`num ${report.emptyFields > 0 ? 'some' : 'none'}`}>{report.emptyFields}</td>
                <td className="when">{whenText(report.updatedAt, now)}</td>
                <td className="more">
                  {/* Clicks on the menu, also through its portal, must not open the report. */}
                  {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
                  <span onClick={(event) => event.stopPropagation()}>
                    <Menu
                      trigger={
                        <IconButton
                          icon={Ellipsis}
                          label={`更多操作：${report.title}`}
                          tabIndex={index === current ? 0 : -1}
                        />
                      }
                    >
                      <MenuItem icon={FolderOpen} onSelect={() => onOpen(report.id)}>
                        打开
                      </MenuItem>
                      <MenuItem icon={CopyPlus} onSelect={() => onContinue(report)}>
                        从这份接着写新一年
                      </MenuItem>
                      <MenuItem icon={GitCompare} onSelect={() => onCompare(report)}>
                        与往年对比
                      </MenuItem>
                      <MenuItem icon={PencilLine} onSelect={() => onMeta(report)}>
                        更正年度和单位
                      </MenuItem>
                      {report.imported && (
                        <MenuItem icon={FileInput} onSelect={() => onOriginal(report)}>
                          取回原文件
                        </MenuItem>
                      )}
                      <MenuSeparator />
                      <MenuItem icon={Trash2} onSelect={() => onRemove(report)}>
                        移入回收站
                      </MenuItem>
                      <MenuItem icon={Eraser} onSelect={() => onPurge(report)}>
                        彻底清除…
                      </MenuItem>
                    </Menu>
                  </span>
                </td>
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
      {shown.length < reports.length && (
        <button type="button" className="ui-button report-list-more" onClick={() => setPages(pages + 2)}>
          再显示一些（还有 {reports.length - shown.length} 份）
        </button>
      )}
    </>
  );
}
