import { CircleAlert } from 'lucide-react';

/** What is wrong with a form, beside the field or at its end. */
export function Problem({ text }: { text: string }) {
  return (
    <p className="ui-error" role="alert">
      <CircleAlert size={14} aria-hidden />
      {text}
    </p>
  );
}
