import { CircleAlert, CircleCheck } from 'lucide-react';

type Props = { tone: 'good' | 'bad'; text: string };

const showIt = (line: HTMLElement | null): void => line?.scrollIntoView({ block: 'nearest' });

/** What has just happened, at the head of a dialog: comes into sight also where the dialog was scrolled down. */
export function DialogNotice({ tone, text }: Props) {
  const Icon = tone === 'good' ? CircleCheck : CircleAlert;
  return (
    <p
      key={text}
      ref={showIt}
      className={`dialog-notice ${tone}`}
      role={tone === 'good' ? 'status' : 'alert'}
    >
      <Icon size={16} aria-hidden />
      <span>{text}</span>
    </p>
  );
}
