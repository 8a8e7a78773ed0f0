import { useCommands } from '../../commands/registry.ts';
import { moveRegion } from './regions.ts';

export type ReportActions = {
  save: () => void;
  exportFile: () => void;
  print: () => void;
  printMarked: () => void;
  goHome: () => void;
  toggleLeft: () => void;
  toggleRight: () => void;
  zoomIn: () => void;
  zoomOut: () => void;
  zoomFit: () => void;
  toggleEdition: () => void;
  togglePreview: () => void;
};

/** The report window's own commands, and the keys of its lists. */
export function useReportCommands(actions: ReportActions): void {
  useCommands([
    {
      id: 'report.save',
      title: '立即保存（平时自动保存）',
      group: '写作',
      keys: 'Ctrl+S',
      inDialogs: true,
      run: actions.save,
    },
    {
      id: 'report.export',
      title: '导出 Word、PDF 或文本',
      group: '报告',
      keys: 'Ctrl+Shift+E',
      words: '公开版 内部版 保存 PDF',
      run: actions.exportFile,
    },
    {
      id: 'report.print',
      title: '打印',
      group: '报告',
      keys: 'Ctrl+P',
      words: '打印机 公开版 内部版 纸',
      run: actions.print,
    },
    {
      id: 'report.print-marked',
      title: '印花脸稿：修订和批注印在纸上',
      group: '审阅',
      words: '导出 打印 修订 批注 痕迹 PDF',
      run: actions.printMarked,
    },
    { id: 'report.home', title: '回首页', group: '报告', words: '关闭报告', run: actions.goHome },
    { id: 'view.left', title: '显示或收起提纲', group: '窗口', keys: 'Ctrl+Alt+O', run: actions.toggleLeft },
    {
      id: 'view.right',
      title: '显示或收起右侧面板',
      group: '窗口',
      keys: 'Ctrl+Alt+B',
      run: actions.toggleRight,
    },
    {
      id: 'view.next-region',
      title: '移到下一个区域：提纲、正文、面板',
      group: '窗口',
      keys: 'F6',
      run: () => moveRegion(1),
    },
    {
      id: 'view.previous-region',
      title: '移到上一个区域',
      group: '窗口',
      keys: 'Shift+F6',
      run: () => moveRegion(-1),
    },
    {
      id: 'view.edition',
      title: '切换看内部版、公开版',
      group: '视图',
      keys: 'Ctrl+Alt+P',
      words: '遮去 隐去',
      run: actions.toggleEdition,
    },
    {
      id: 'view.preview',
      title: '版式预览：看将要导出的每一页',
      group: '视图',
      keys: 'Ctrl+Alt+V',
      words: '打印 页数',
      run: actions.togglePreview,
    },
    { id: 'view.zoom-in', title: '放大页面', group: '视图', keys: 'Ctrl++', run: actions.zoomIn },
    { id: 'view.zoom-out', title: '缩小页面', group: '视图', keys: 'Ctrl+-', run: actions.zoomOut },
    { id: 'view.zoom-fit', title: '页面适合窗口', group: '视图', keys: 'Ctrl+0', run: actions.zoomFit },
    { id: 'grid.next', title: '下一项', group: '数据表', keys: 'Enter Tab ↓', by: 'owner' },
    { id: 'grid.previous', title: '上一项', group: '数据表', keys: 'Shift+Enter Shift+Tab ↑', by: 'owner' },
    { id: 'grid.side', title: '到同一行的名称、公开版开关', group: '数据表', keys: '← →', by: 'owner' },
    { id: 'grid.go', title: '到正文中的位置', group: '数据表', keys: 'Ctrl+Enter', by: 'owner' },
    { id: 'grid.undo', title: '放弃这一格刚才的输入', group: '数据表', keys: 'Esc', by: 'owner' },
  ]);
}
