import { CircleAlert, Info, TriangleAlert, type LucideIcon } from 'lucide-react';

import type { Severity } from '../../../shared/checks/types.ts';

const ICONS: Readonly<Record<Severity, LucideIcon>> = {
  error: CircleAlert,
  warning: TriangleAlert,
  hint: Info,
};

export function SeverityIcon({ severity, size = 14 }: { severity: Severity; size?: number }) {
  const Icon = ICONS[severity];
  return <Icon className={`severity ${severity}`} size={size} strokeWidth={1.75} aria-hidden />;
}
