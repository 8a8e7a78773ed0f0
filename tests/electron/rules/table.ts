import { SOURCES, type RuleName, type Source } from './sources.ts';

const HEAD = `# What the stand-in for Electron holds to

Written by \`tests/electron/rules\`: change the rules there. Electron can't be had everywhere, so the tests of the main
process run against a stand-in (\`tests/electron/stand-in\`). Each rule of it has a sentence of Electron's documentation
that it comes from (45.4.1), and a test of its own. Those marked with * stand on pages of the documentation that the types
of the package do not carry; of all others the tests look the sentence up in the package.

| rule | what the stand-in does | documentation | sentence |
| ---- | ---------------------- | ------------- | -------- |
`;

/** All rules as a page of Markdown. */
export function table(): string {
  return HEAD + (Object.keys(SOURCES) as RuleName[]).map(row).join('');
}

function row(name: RuleName): string {
  const { rule, file, says, onlyOnPage }: Source = SOURCES[name];
  return `| ${name}${onlyOnPage ? ' \\*' : ''} | ${rule} | docs/${file} | ${says.replaceAll('|', '\\|')} |\n`;
}
