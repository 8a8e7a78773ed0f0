import { Check, EllipsisVertical, EyeOff, ListX, Undo2, WandSparkles } from 'lucide-react';
import { memo, useEffect, useRef, useState, type MouseEvent } from 'react';

import { isFixable } from '../../../shared/checks/fix.ts';
import type { Finding } from '../../../shared/checks/types.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { fixWords, type RuleGroup } from './checks-model.ts';

/** More than this of one rule are folded to the first few: they say what it is about. */
const MANY = 5;
const FEW = 3;

type Props = {
  group: RuleGroup;
  current: Finding | null;
  onGo: (finding: Finding) => void;
  onFix?: (finding: Finding) => void;
  onFixAll?: () => void;
  onIgnore?: (finding: Finding) => void;
  onIgnoreRule?: () => void;
  onRestore?: (finding: Finding) => void;
};

/** The findings of one rule. */
export function RuleFindings(props: Props) {
  const { group, current, onGo, onFix, onFixAll, onIgnore, onIgnoreRule, onRestore } = props;
  const { findings, fixable } = group;
  const [all, setAll] = useState(false);
  const few = !all && findings.length > MANY;
  // The one that was gone to is always in sight.
  const shown = few ? findings.filter((finding, at) => at < FEW || isSame(finding, current)) : findings;
  return (
    <div className="check-rule">
      <div className="check-rule-head">
        <h4 title={`依据：${group.source}`}>{group.name}</h4>
        {findings.length > 1 && <span className="tabular">{findings.length}</span>}
        <span className="grow" />
        {onFixAll && fixable > 1 && (
          <Button
            size="small"
            variant="plain"
            icon={WandSparkles}
            onMouseDown={stayInPage}
            onClick={onFixAll}
          >
            全部改正
          </Button>
        )}
        {onIgnoreRule && (
          <Menu
            trigger={
              <IconButton icon={EllipsisVertical} label={`${group.name}：更多`} size="small" side="left" />
            }
          >
            <MenuItem icon={ListX} onSelect={onIgnoreRule}>
              本报告忽略这条规则
            </MenuItem>
          </Menu>
        )}
      </div>
      <ul>
        {shown.map((finding) => (
          <Entry
            key={`${finding.block} ${finding.from} ${finding.key}`}
            finding={finding}
            isCurrent={isSame(finding, current)}
            onGo={onGo}
            {...(onFix ? { onFix } : {})}
            {...(onIgnore ? { onIgnore } : {})}
            {...(onRestore ? { onRestore } : {})}
          />
        ))}
      </ul>
      {few && (
        <Button className="checks-more" size="small" variant="plain" onClick={() => setAll(true)}>
          显示其余 {findings.length - shown.length} 处
        </Button>
      )}
    </div>
  );
}

/** The caret stays where it was: a click puts something right and takes nobody from writing. */
const stayInPage = (event: MouseEvent) => event.preventDefault();

function isSame(finding: Finding, other: Finding | null): boolean {
  return other !== null && other.key === finding.key && other.from === finding.from;
}

type EntryProps = {
  finding: Finding;
  isCurrent: boolean;
  onGo: (finding: Finding) => void;
  onFix?: (finding: Finding) => void;
  onIgnore?: (finding: Finding) => void;
  onRestore?: (finding: Finding) => void;
};

const Entry = memo(function Entry({ finding, isCurrent, onGo, onFix, onIgnore, onRestore }: EntryProps) {
  const { text, before, after, message, whole } = finding;
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) element.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <li ref={element} className="finding" aria-current={isCurrent ? 'true' : undefined}>
      <button type="button" className="finding-go" onClick={() => onGo(finding)}>
        {!whole && (text !== '' || before !== '') && (
          <span className="finding-words">
            {before.length > 0 && `…${before}`}
            <mark data-empty={text.trim() === ''}>{text.trim() === '' && text !== '' ? '␣' : text}</mark>
            {after}
          </span>
        )}
        <span className="finding-message">{message}</span>
      </button>
      {onIgnore && (
        <IconButton
          icon={EyeOff}
          label="忽略这一处"
          size="small"
          side="left"
          onMouseDown={stayInPage}
          onClick={() => onIgnore(finding)}
        />
      )}
      {onRestore && (
        <IconButton
          icon={Undo2}
          label="恢复这一处"
          size="small"
          side="left"
          onClick={() => onRestore(finding)}
        />
      )}
      {onFix && isFixable(finding) && (
        <Button
          className="finding-fix"
          size="small"
          icon={Check}
          onMouseDown={stayInPage}
          onClick={() => onFix(finding)}
        >
          {fixWords(finding)}
        </Button>
      )}
    </li>
  );
});
