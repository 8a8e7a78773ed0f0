import { TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = { tone: 'warn' | 'bad'; icon?: 'alert' | 'offline'; text: string; children?: ReactNode };

/** A line across the window that stays until the matter is settled. */
export function Banner({ tone, icon = 'alert', text, children }: Props) {
  const Icon = icon === 'offline' ? WifiOff : TriangleAlert;
  return (
    <div className={`ui-banner ${tone}`} role="alert">
      <Icon size={16} aria-hidden />
      <p>{text}</p>
      {children}
    </div>
  );
}
