import type { ReactNode } from 'react';

import type { ListItem, Node, Span } from './markdown.ts';

type Props = { nodes: readonly Node[]; onPage: (href: string) => void };

/* The nodes of a page never move or change, so their place is a good key. */
/* oxlint-disable react/no-array-index-key */

export function MarkdownView({ nodes, onPage }: Props): ReactNode {
  return nodes.map((node, index) => <Block key={index} node={node} onPage={onPage} />);
}

function Block({ node, onPage }: { node: Node; onPage: Props['onPage'] }) {
  const spans = (list: readonly Span[]) => <Spans spans={list} onPage={onPage} />;
  switch (node.kind) {
    case 'heading': {
      const Tag = (['h1', 'h2', 'h3', 'h4'] as const)[node.level - 1] ?? 'h4';
      return <Tag>{spans(node.spans)}</Tag>;
    }
    case 'paragraph':
      return <p>{spans(node.spans)}</p>;
    case 'quote':
      return <blockquote>{spans(node.spans)}</blockquote>;
    case 'code':
      return (
        <pre>
          <code>{node.text}</code>
        </pre>
      );
    case 'list':
      return <List items={node.items} ordered={node.ordered} onPage={onPage} />;
    case 'table':
      return (
        <table>
          <thead>
            <tr>
              {node.head.map((cell, index) => (
                <th key={index} scope="col">
                  {spans(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {node.rows.map((row, index) => (
              <tr key={index}>
                {row.map((cell, column) => (
                  <td key={column}>{spans(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

type ListProps = { items: readonly ListItem[]; ordered: boolean; onPage: Props['onPage'] };

function List({ items, ordered, onPage }: ListProps) {
  const Tag = ordered ? 'ol' : 'ul';
  return (
    <Tag>
      {items.map((item, index) => (
        <li key={index}>
          <Spans spans={item.spans} onPage={onPage} />
          {item.children.length > 0 && (
            <List items={item.children} ordered={item.children[0]?.ordered ?? false} onPage={onPage} />
          )}
        </li>
      ))}
    </Tag>
  );
}

function Spans({ spans, onPage }: { spans: readonly Span[]; onPage: Props['onPage'] }) {
  return spans.map((span, index) => {
    switch (span.kind) {
      case 'strong':
        return <strong key={index}>{span.text}</strong>;
      case 'code':
        return <code key={index}>{span.text}</code>;
      case 'link':
        // Only links between pages work: the program never goes to the network.
        return span.href.includes('.md') ? (
          <button key={index} type="button" className="help-link" onClick={() => onPage(span.href)}>
            {span.text}
          </button>
        ) : (
          <span key={index}>{span.text}</span>
        );
      default:
        return span.text;
    }
  });
}
