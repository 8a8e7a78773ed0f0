/** What of a keyboard event says which keys were pressed. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'isComposing'
>;

/** The parts of `Ctrl+Shift+E` or `Ctrl++`: modifiers, then the key. */
export function partsOf(chord: string): string[] {
  const key = chord.endsWith('++') ? '+' : (chord.split('+').at(-1) ?? '');
  const modifiers = chord.slice(0, chord.length - key.length).split('+');
  return [...modifiers.filter(Boolean), key || chord];
}

/**
 * True when these keys were pressed. Letters and digits go by their place on the keyboard, so that an input method, or
 * Alt on a Mac, doesn't change them; signs go by what they are, with or without Shift. Cmd counts as Ctrl, but for
 * the keys of the system.
 * @param keys alternatives, parted by spaces
 */
export function isPressed(event: Pressed, keys: string): boolean {
  if (event.isComposing || event.key === 'Process' || isSystemKey(event)) return false;
  return keys.split(' ').some((chord) => isChord(event, chord));
}

/** Keys that a Mac itself has for the window and the program: hide, minimize, quit, close. */
const SYSTEM_KEYS = new Set(['KeyH', 'KeyM', 'KeyQ', 'KeyW']);

/** Cmd counts as Ctrl, but for what every program on a Mac does by it: ⌘H hides, it doesn't replace. */
function isSystemKey({ metaKey, ctrlKey, shiftKey, altKey, code }: Pressed): boolean {
  return metaKey && !ctrlKey && !shiftKey && !altKey && SYSTEM_KEYS.has(code);
}

function isChord(event: Pressed, chord: string): boolean {
  const parts = partsOf(chord);
  const key = parts.at(-1) ?? '';
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if ((event.ctrlKey || event.metaKey) !== has('Ctrl') || event.altKey !== has('Alt')) return false;
  if (/^[A-Z]$/.test(key)) return event.shiftKey === has('Shift') && event.code === `Key${key}`;
  if (/^\d$/.test(key))
    return event.shiftKey === has('Shift') && /^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] === key;
  if (NAMES[key]) return event.shiftKey === has('Shift') && event.key === NAMES[key];
  // `+` needs Shift on one keyboard and not on another; `？` is what an input method makes of it.
  if (key.length === 1) return (SAME_SIGN[event.key] ?? event.key) === key;
  return event.shiftKey === has('Shift') && event.key === key;
}

const SAME_SIGN: Record<string, string> = { '=': '+', '？': '?', '、': '/' };
const NAMES: Record<string, string> = {
  Esc: 'Escape',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
};
