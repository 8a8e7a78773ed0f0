import type { ReactNode } from 'react';

/** A setting with its name at the left. */
export function SettingsRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="layout-row">
      <span>{label}</span>
      {children}
    </div>
  );
}
