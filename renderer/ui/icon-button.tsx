import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

import { Tooltip } from './tooltip.tsx';

type Props = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon;
  /** Name for assistive technology, and the tooltip. */
  label: string;
  keys?: string;
  size?: 'small' | 'normal';
  side?: 'top' | 'bottom' | 'left' | 'right';
};

export function IconButton({
  icon: Icon,
  label,
  keys,
  size = 'normal',
  side = 'bottom',
  className,
  ...rest
}: Props) {
  return (
    <Tooltip text={label} side={side} {...(keys ? { keys } : {})}>
      <button
        type="button"
        aria-label={label}
        className={['ui-icon-button', size, className].filter(Boolean).join(' ')}
        {...rest}
      >
        <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
      </button>
    </Tooltip>
  );
}
