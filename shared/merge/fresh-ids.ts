import { isField } from '../document/guards.ts';
import { changeOf, type Token } from '../review/tokens.ts';
import { hash } from './anchors.ts';

/** No id twice, and one for everything new; the same ones whichever copy came first. */
export function withFreshIds(tokens: readonly Token[], version: string): Token[] {
  const used = new Set<string>();
  for (const token of tokens) {
    if (token.is === 'start' || token.is === 'table') used.add(token.block.id);
    else if (token.is === 'void' && isField(token.node)) used.add(token.node.id);
  }
  const seen = new Set<string>();
  let n = 0;
  const idOf = (id: string, seed: string): string => {
    if (id !== '' && !seen.has(id)) {
      seen.add(id);
      return id;
    }
    let next = '';
    do {
      next = `w${hash(JSON.stringify([version, seed, (n += 1)])).slice(0, 11)}`;
    } while (used.has(next));
    used.add(next);
    seen.add(next);
    return next;
  };
  let before = '';
  return tokens.map((token): Token => {
    if (token.is === 'start' || token.is === 'table') {
      const { ins } = changeOf(token);
      n = ins === before ? n : 0;
      before = ins ?? '';
      const id = idOf(token.block.id, `${ins ?? ''}b`);
      if (id === token.block.id) return token;
      return token.is === 'table'
        ? { is: 'table', block: { ...token.block, id } }
        : { is: 'start', block: { ...token.block, id } };
    }
    if (token.is !== 'void' || !isField(token.node)) return token;
    const id = idOf(token.node.id, `${token.node.ins ?? ''}f${token.node.value}`);
    return id === token.node.id ? token : { is: 'void', node: { ...token.node, id } };
  });
}
