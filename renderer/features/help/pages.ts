import { parseMarkdown, plainSpans, type Node } from './markdown.ts';

export type HelpPage = { file: string; title: string; nodes: Node[] };

const sources = import.meta.glob<string>('../../../resources/help/*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Stands in the pages for how the command line is called where the program runs. */
const COMMAND_LINE = '{cli}';

/**
 * The pages in the order of their file names (`01-….md`).
 * @param commandLine how the command line is called here, before the command's name
 */
export function helpPages(commandLine: string): HelpPage[] {
  return (
    Object.entries(sources)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([path, source]) => {
        const nodes = parseMarkdown(source.replaceAll(COMMAND_LINE, commandLine));
        const file = path.split('/').at(-1) ?? path;
        const heading = nodes.find((node) => node.kind === 'heading');
        return { file, title: heading ? plainSpans(heading.spans) : file.replace(/\.md$/, ''), nodes };
      })
      // A README among them speaks to whoever writes the pages.
      .filter((page) => !/^readme\.md$/i.test(page.file))
  );
}
