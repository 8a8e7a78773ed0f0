import { TextlintKernel, type TextlintRuleModule } from '@textlint/kernel';
import textPlugin from '@textlint/textlint-plugin-text';

/** Punctuation, numbers and spaces of East Asian text. They come without types. */
const PRESETS = ['textlint-rule-preset-jtf-style', 'textlint-rule-preset-ja-spacing'];

type Preset = { rules: Record<string, TextlintRuleModule> };
const unwrap = <T>(module: unknown): T => ((module as { default?: T }).default ?? module) as T;

/** The linter that others use for such text, with two presets of rules for punctuation, numbers and spaces. */
export async function textlint(): Promise<{ rules: number; run: (text: string) => Promise<number> }> {
  const presets = await Promise.all(PRESETS.map(async (name) => unwrap<Preset>(unwrap(await import(name)))));
  const rules = presets.flatMap((preset, n) =>
    Object.entries(preset.rules).map(([id, rule]) => ({ ruleId: `${n}/${id}`, rule })),
  );
  const kernel = new TextlintKernel();
  const plugins = [{ pluginId: 'text', plugin: unwrap<typeof textPlugin>(textPlugin) }];
  const run = async (text: string): Promise<number> =>
    (await kernel.lintText(text, { ext: '.txt', filePath: 'report.txt', plugins, rules })).messages.length;
  await run('预热。');
  return { rules: rules.length, run };
}
