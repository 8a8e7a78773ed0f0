import { ShieldCheck } from 'lucide-react';

import type { Leftovers } from '../export/use-leftovers.ts';
import { LeftoversList } from '../export/leftovers-list.tsx';

import '../export/export.css';

type Props = {
  leftovers: Leftovers;
  onGo: (block: string) => void;
};

/**
 * In place of the panels, which say what only the internal edition may say: what of the public edition is still to be
 * decided before it goes out.
 */
export function PublicSide({ leftovers, onGo }: Props) {
  const { found, open, busy, allow, mask, makeFields, hide, name, reveal } = leftovers;
  const nothing = found !== null && found.leftovers.length + found.maskedFacts.length === 0;
  return (
    <div className="public-side">
      <div className="panel-head">
        <h2>公开前的核对</h2>
        <span className="panel-note tabular">
          {found === null ? '正在核对…' : open > 0 ? `${open} 处待定` : '都已决定'}
        </span>
      </div>
      {nothing && (
        <p className="public-empty">
          <ShieldCheck size={16} strokeWidth={1.75} aria-hidden />
          没有找到像是不该公开的内容。
        </p>
      )}
      {found && !nothing && (
        <LeftoversList
          found={found}
          disabled={busy}
          onAllow={allow}
          onMask={mask}
          onMakeFields={makeFields}
          onHide={hide}
          onName={name}
          onReveal={reveal}
          onGoTo={onGo}
          goTo="看位置"
        />
      )}
      <p className="public-elsewhere">字段、往年、检查和批注在内部版里。</p>
    </div>
  );
}
