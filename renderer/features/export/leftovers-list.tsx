import { EyeOff } from 'lucide-react';
import { useMemo } from 'react';

import type { LeftoversResult } from '../../../shared/contract/export.ts';
import { LEFTOVERS } from '../../../shared/privacy/kinds.ts';
import type { MaskedFact } from '../../../shared/edition/masked-facts.ts';
import { Button } from '../../ui/button.tsx';
import { groupsOf, type LeftoverGroup } from './leftover-groups.ts';
import { Decided, FoundWords, GoToButton } from './leftover-parts.tsx';
import { UnnamedUnit } from './unnamed-unit.tsx';
import { TypedFigures } from './typed-figures.tsx';

type Props = {
  found: LeftoversResult;
  disabled: boolean;
  onAllow: (groups: readonly LeftoverGroup[], allowed: boolean) => void;
  onMask: (group: LeftoverGroup) => void;
  onMakeFields: (groups: readonly LeftoverGroup[]) => void;
  onHide: (group: LeftoverGroup) => void;
  /** Says whose report it is. */
  onName: (unit: string) => void;
  onGoTo: (block: string) => void;
  /** What the button says that leads to a place. */
  goTo?: string;
  onReveal: (fact: MaskedFact) => void;
};

/** What of the public edition somebody has to decide about before it goes out, and what was hidden without need. */
export function LeftoversList({
  found,
  disabled,
  onAllow,
  onMask,
  onMakeFields,
  onHide,
  onName,
  onGoTo,
  goTo,
  onReveal,
}: Props) {
  const all = useMemo(() => groupsOf(found.leftovers), [found]);
  const groups = all.filter(({ kind }) => kind !== 'figure' && kind !== 'no-unit');
  const unnamed = all.find(({ kind }) => kind === 'no-unit');
  const figures = all.filter(({ kind }) => kind === 'figure');
  const open = groups.filter((group) => !group.allowed).length;
  if (all.length === 0 && found.maskedFacts.length === 0) return null;
  return (
    <div className="leftovers">
      {unnamed && <UnnamedUnit group={unnamed} disabled={disabled} onAllow={onAllow} onName={onName} />}
      {groups.length > 0 && (
        <section aria-label="公开前请决定">
          <h3>
            公开前请决定
            <span className="tabular">{open > 0 ? `还有 ${open} 项` : '都已决定'}</span>
          </h3>
          <ul>
            {groups.map((group) => {
              const [first] = group.places;
              return (
                <li key={`${group.kind} ${group.text}`} data-allowed={group.allowed}>
                  <p className="where">
                    <span className="kind">{LEFTOVERS[group.kind].name}</span>
                    <FoundWords place={first} text={group.text} />
                    {group.places.length > 1 && (
                      <span className="times tabular">共 {group.places.length} 处</span>
                    )}
                  </p>
                  <p className="choices">
                    {group.allowed ? (
                      <Decided words="公开" disabled={disabled} onTakeBack={() => onAllow([group], false)} />
                    ) : (
                      <>
                        <Button size="small" icon={EyeOff} disabled={disabled} onClick={() => onMask(group)}>
                          隐去
                        </Button>
                        <Button size="small" disabled={disabled} onClick={() => onAllow([group], true)}>
                          公开
                        </Button>
                        <GoToButton
                          words={goTo}
                          disabled={disabled}
                          onGoTo={() => first && onGoTo(first.block)}
                        />
                      </>
                    )}
                  </p>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {figures.length > 0 && (
        <TypedFigures
          groups={figures}
          disabled={disabled}
          onAllow={onAllow}
          onMakeFields={onMakeFields}
          onHide={onHide}
          onGoTo={onGoTo}
          {...(goTo === undefined ? {} : { goTo })}
        />
      )}
      {found.maskedFacts.length > 0 && (
        <section aria-label="不用隐去的">
          <h3>
            不用隐去的
            <span className="tabular">{found.maskedFacts.length} 处</span>
          </h3>
          <ul>
            {found.maskedFacts.map((fact) => (
              <li key={fact.fields.join()}>
                <p className="where">
                  <span className="words">…{fact.text}</span>
                  <span className="times">{fact.why}</span>
                </p>
                <p className="choices">
                  {fact.values ? (
                    <Button size="small" disabled={disabled} onClick={() => onReveal(fact)}>
                      填上 {fact.values.join('—')}
                    </Button>
                  ) : (
                    <GoToButton
                      words={goTo}
                      change="去填写"
                      disabled={disabled}
                      onGoTo={() => onGoTo(fact.block)}
                    />
                  )}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
