import { Toast } from 'radix-ui';
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';

/** To what was told, and its button. Not F8, as the library has it: that goes to the next finding. */
export const TOAST_KEYS = 'Alt+J';
const HOTKEY = ['altKey', 'KeyJ'];

type Message = { key: number; text: string; action?: { label: string; run: () => void } };
type Show = (message: Omit<Message, 'key'>) => void;

const ToastContext = createContext<Show>(() => undefined);

let nextKey = 0;

/** Short messages at the foot of the window, at most one action each (mostly 撤销). */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [messages, setMessages] = useState<Message[]>([]);
  const show = useCallback<Show>((message) => {
    nextKey += 1;
    const key = nextKey;
    // Said again, it is said anew, not twice: whoever presses a key three times needs to read it once.
    setMessages((old) => [...old.filter(({ text }) => text !== message.text).slice(-2), { ...message, key }]);
  }, []);
  const drop = useCallback((key: number) => setMessages((old) => old.filter((m) => m.key !== key)), []);
  const list = useMemo(
    () => messages.map((message) => <OneToast key={message.key} message={message} onGone={drop} />),
    [messages, drop],
  );
  return (
    <ToastContext value={show}>
      <Toast.Provider label="通知" duration={8000} swipeDirection="down">
        {children}
        {list}
        <Toast.Viewport className="ui-toasts" label={`通知（${TOAST_KEYS}）`} hotkey={HOTKEY} />
      </Toast.Provider>
    </ToastContext>
  );
}

function OneToast({ message, onGone }: { message: Message; onGone: (key: number) => void }) {
  const { key, text, action } = message;
  return (
    <Toast.Root
      className="ui-toast"
      onOpenChange={(open) => {
        if (!open) onGone(key);
      }}
    >
      <Toast.Description>{text}</Toast.Description>
      {action ? (
        <Toast.Action altText={action.label} onClick={action.run}>
          {action.label}
        </Toast.Action>
      ) : (
        <Toast.Close>知道了</Toast.Close>
      )}
    </Toast.Root>
  );
}

export function useToast(): Show {
  return use(ToastContext);
}
