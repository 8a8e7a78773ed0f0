type Group = { title: string; keys: readonly (readonly [keys: string, what: string])[] };

/** The sheet of keys. A space parts alternatives. */
export const SHORTCUTS: readonly Group[] = [
  {
    title: '写作',
    keys: [
      ['Ctrl+Z', '撤销'],
      ['Ctrl+Y Ctrl+Shift+Z', '恢复'],
      ['Ctrl+S', '立即保存（平时自动保存）'],
    ],
  },
  {
    title: '窗口',
    keys: [
      ['Ctrl+B', '显示或收起提纲'],
      ['Ctrl+Alt+B', '显示或收起右侧面板'],
      ['F6 Shift+F6', '在提纲、正文、面板之间移动'],
      ['Ctrl++ Ctrl+-', '放大、缩小页面'],
      ['Ctrl+0', '页面适合窗口'],
      ['Ctrl+Shift+E', '导出'],
    ],
  },
  {
    title: '数据表',
    keys: [
      ['Enter Tab ↓', '下一项'],
      ['Shift+Enter Shift+Tab ↑', '上一项'],
      ['← →', '到同一行的名称、公开版开关'],
      ['Ctrl+Enter', '到正文中的位置'],
      ['Esc', '放弃这一格刚才的输入'],
    ],
  },
  {
    title: '首页',
    keys: [
      ['↑ ↓', '选报告'],
      ['Enter', '打开'],
      ['Delete', '移入回收站（可撤销）'],
    ],
  },
  {
    title: '说明',
    keys: [
      ['F1 ?', '使用说明'],
      ['Ctrl+/', '快捷键'],
    ],
  },
];
