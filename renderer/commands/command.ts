/** Groups of the sheet and the palette, in their order. Others may be added; they come behind these. */
export const GROUPS = [
  '写作',
  '条目',
  '字段',
  '提纲',
  '查找',
  '审阅',
  '检查',
  '报告',
  '视图',
  '窗口',
  '数据表',
  '备份',
  '首页',
  '帮助',
] as const;

/**
 * Something that a person can ask for. Each feature registers its own (`useCommands`); the palette (Ctrl+K) and the
 * sheet of keys (Ctrl+/) show nothing else.
 */
export type Command = {
  /** Stable, `feature.what`: the palette remembers by it what was used last. */
  id: string;
  /** What it does, as a verb: 导出报告. */
  title: string;
  group: (typeof GROUPS)[number];
  /** `Ctrl+Shift+E`; a space parts alternatives. `↑ ↓` and the like are shown as they stand. */
  keys?: string;
  /**
   * Who acts on the keys. `window` (left out): this registry, wherever the focus is. `owner`: the feature itself,
   * which has them from its own element (the page, a list); here they are only shown.
   */
  by?: 'window' | 'owner';
  /** Also while a dialog is open. */
  inDialogs?: boolean;
  /** Without it the command is only shown in the sheet: keys of a list. */
  run?: () => void;
  /** Asked when the palette opens or the keys are pressed; left out: always. */
  enabled?: () => boolean;
  /** Asked for while it is switched off: says why. */
  refused?: () => void;
  /** Other words under which people look for it. */
  words?: string;
};

/** Does what is asked for, or says why not. */
export function runCommand(command: Command): void {
  if (isEnabled(command)) command.run?.();
  else command.refused?.();
}

/** `run` or nothing: what a command does that may be switched off at the moment. */
export function isEnabled(command: Command): boolean {
  return command.run !== undefined && (command.enabled?.() ?? true);
}

export function groupOrder(group: string): number {
  const at = (GROUPS as readonly string[]).indexOf(group);
  return at < 0 ? GROUPS.length : at;
}
