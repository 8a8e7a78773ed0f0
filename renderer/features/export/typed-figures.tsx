import { EyeOff, Shapes } from 'lucide-react';

import type { FigureReason } from '../../../shared/edition/clear-figures.ts';
import { Button } from '../../ui/button.tsx';
import type { LeftoverGroup } from './leftover-groups.ts';
import { Decided, FoundWords, GoToButton } from './leftover-parts.tsx';

/** From here on a whole unit can be answered at once. */
const MANY = 3;

/** Why one is asked about; that its unit is masked elsewhere is said once for all of them. */
const WHY: Record<FigureReason, string> = {
  unit: '',
  column: '同一列的数据已隐去',
  'last-year': '去年这里的数据已隐去',
};

function headOf(unit: string, groups: readonly LeftoverGroup[]): string {
  const byUnit = groups.some(({ places: [one] }) => one?.figure?.why === 'unit');
  if (!unit) return `表格里的 ${groups.length} 项`;
  return byUnit
    ? `别处以“${unit}”计的数据已隐去，这里有 ${groups.length} 项`
    : `以“${unit}”计的 ${groups.length} 项`;
}

type Props = {
  groups: readonly LeftoverGroup[];
  disabled: boolean;
  onAllow: (groups: readonly LeftoverGroup[], allowed: boolean) => void;
  onMakeFields: (groups: readonly LeftoverGroup[]) => void;
  onHide: (group: LeftoverGroup) => void;
  onGoTo: (block: string) => void;
  /** What the button says that leads to a place. */
  goTo?: string;
};

/** 手打的数字: figures in clear whose like is masked, by their unit. */
export function TypedFigures({ groups, ...rest }: Props) {
  const { disabled, onAllow, onMakeFields } = rest;
  const open = groups.filter(({ allowed }) => !allowed).length;
  const units = Map.groupBy(groups, ({ places: [one] }) => one?.figure?.unit ?? '');
  return (
    <section aria-label="手打的数字" className="typed-figures">
      <h3>
        手打的数字
        <span className="tabular">{open > 0 ? `还有 ${open} 项` : '都已决定'}</span>
      </h3>
      {[...units].map(([unit, own]) => {
        const left = own.filter(({ allowed }) => !allowed);
        return (
          <fieldset key={unit} aria-label={unit || '没有单位'}>
            <p className="choices all">
              <span className="kind">{headOf(unit, own)}</span>
              {left.length >= MANY && (
                <>
                  <Button size="small" icon={Shapes} disabled={disabled} onClick={() => onMakeFields(left)}>
                    全部改成字段
                  </Button>
                  <Button size="small" disabled={disabled} onClick={() => onAllow(left, true)}>
                    全部公开
                  </Button>
                </>
              )}
            </p>
            <ul>
              {own.map((group) => (
                <Figure key={group.places[0]?.figure?.key ?? group.text} group={group} {...rest} />
              ))}
            </ul>
          </fieldset>
        );
      })}
    </section>
  );
}

function Figure({
  group,
  disabled,
  onAllow,
  onMakeFields,
  onHide,
  onGoTo,
  goTo,
}: { group: LeftoverGroup } & Omit<Props, 'groups'>) {
  const [first] = group.places;
  if (!first?.figure) return null;
  const { why } = first.figure;
  return (
    <li data-allowed={group.allowed}>
      <p className="where">
        <FoundWords place={first} text={group.text} />
        <span className="times tabular">
          {[WHY[why], group.places.length > 1 ? `共 ${group.places.length} 处` : '']
            .filter(Boolean)
            .join('，')}
        </span>
      </p>
      <p className="choices">
        {group.allowed ? (
          <Decided words="公开" disabled={disabled} onTakeBack={() => onAllow([group], false)} />
        ) : (
          <>
            <Button size="small" icon={Shapes} disabled={disabled} onClick={() => onMakeFields([group])}>
              改成字段
            </Button>
            <Button size="small" disabled={disabled} onClick={() => onAllow([group], true)}>
              公开
            </Button>
            <Button size="small" icon={EyeOff} disabled={disabled} onClick={() => onHide(group)}>
              {first.figure.cell ? '不公开' : '本句不公开'}
            </Button>
            <GoToButton words={goTo} disabled={disabled} onGoTo={() => onGoTo(first.block)} />
          </>
        )}
      </p>
    </li>
  );
}
