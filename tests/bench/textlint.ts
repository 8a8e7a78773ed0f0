import { TextlintKernel, type TextlintRuleModule } from '@textlint/kernel';
import textPlugin from '@textlint/textlint-plugin-text';

/** Punctuation, numbers and spaces of East Asian text. They come without types. */
const PRESETS = ['textlint-rule-preset-jtf-style', 'textlint-rule-preset-ja-spacing'];

type Preset = { rules: Record<string, TextlintRuleModule> };
const unwrap = (module: unknown): unknown => (module as { default?: unknown }).default ?? module;

/** The linter that others use for such text, with two presets of rules for punctuation, numbers and spaces. */
export async function textlint(): Promise<{ rules: number; run: (text: string) => Promise<number> }> {
  const presets = await Promise.all(
    PRESETS.map(async (name) => unwrap(unwrap(await import(name))) as Preset),
  );
  const rules = presets.flatMap((preset, n) =>
    Object.entries(preset.rules).map(([id, rule]) => ({ ruleId: `${n}/${id}`, rule })),
  );
  const kernel = new TextlintKernel();
  const plugins = [{ pluginId: 'text', plugin: unwrap(textPlugin) as typeof textPlugin }];
  const run = async (text: string): Promise<number> =>
    (await kernel.lintText(text, { ext: '.txt', filePath: 'report.txt', plugins, rules })).messages.length;
  await run('预热。');
  return { rules: rules.length, run };
}
