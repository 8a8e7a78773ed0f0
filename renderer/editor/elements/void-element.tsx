import type { MouseEvent, ReactNode } from 'react';
import type { RenderElementProps } from 'slate-react';

type Props = {
  attributes: RenderElementProps['attributes'];
  /** Slate's own children. */
  spacer: ReactNode;
  className: string;
  /** What assistive technology says. */
  label: string;
  title?: string;
  data?: Record<`data-${string}`, string | undefined>;
  onPress: (event: MouseEvent) => void;
  children: ReactNode;
};

/**
 * An inline node that can't be typed in. The two shells are the one markup in which Chromium loses no input of an
 * input method right behind it: an inline-block that is not editable, and inside it a block that is not.
 */
export function VoidElement({ attributes, spacer, className, label, title, data, onPress, children }: Props) {
  return (
    // Everything that a click does has a key of its own (F2, Tab); a void in the text can't take the focus.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <span
      {...attributes}
      {...data}
      contentEditable={false}
      className={`void ${className}`}
      // It stands for its words; an image element could not hold them.
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="img"
      aria-label={label}
      title={title}
      // The caret must not come to stand inside, where typing would be swallowed.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        // Slate would put the caret inside.
        event.stopPropagation();
        onPress(event);
      }}
    >
      <div contentEditable={false}>
        {children}
        {spacer}
      </div>
    </span>
  );
}
