import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Props = {
  title: string;
  message: string;
  /** For whoever mends the program; small and last. */
  detail?: string;
  actions?: ReactNode;
  children?: ReactNode;
};

/** A whole screen that says what happened, what was kept and what to do. */
export function ErrorScreen({ title, message, detail, actions, children }: Props) {
  return (
    <main className="error-screen" role="alert">
      <CircleAlert size={32} strokeWidth={1.5} aria-hidden />
      <h1>{title}</h1>
      <p>{message}</p>
      {actions && <div className="error-actions">{actions}</div>}
      {children}
      {detail && <code>{detail}</code>}
    </main>
  );
}
