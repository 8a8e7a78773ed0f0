import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';

type Props = ComponentProps<'button'> & {
  variant?: 'primary' | 'normal' | 'plain';
  size?: 'small' | 'normal' | 'large';
  icon?: LucideIcon;
};

export function Button({
  variant = 'normal',
  size = 'normal',
  icon: Icon,
  children,
  className,
  ...rest
}: Props) {
  return (
    <button
      type="button"
      className={['ui-button', variant, size, className].filter(Boolean).join(' ')}
      {...rest}
    >
      {Icon && <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />}
      {children}
    </button>
  );
}
