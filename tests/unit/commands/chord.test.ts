import { describe, expect, it } from 'vitest';

import { isPressed, type Pressed } from '../../../renderer/commands/chord.ts';

const press = (part: Partial<Pressed>): Pressed => ({
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  isComposing: false,
  ...part,
});

describe('keys', () => {
  it('of a Mac’s own are left to it: hiding is no replacing', () => {
    const h = { key: 'h', code: 'KeyH' };
    expect(isPressed(press({ ...h, ctrlKey: true }), 'Ctrl+H')).toBe(true);
    expect(isPressed(press({ ...h, metaKey: true }), 'Ctrl+H')).toBe(false);
    for (const code of ['KeyM', 'KeyQ', 'KeyW'])
      expect(isPressed(press({ key: 'x', code, metaKey: true }), `Ctrl+${code.slice(3)}`)).toBe(false);
  });

  it('with Cmd are otherwise those with Ctrl', () => {
    expect(isPressed(press({ key: 'k', code: 'KeyK', metaKey: true }), 'Ctrl+K')).toBe(true);
    expect(isPressed(press({ key: 'µ', code: 'KeyM', metaKey: true, altKey: true }), 'Ctrl+Alt+M')).toBe(
      true,
    );
  });
});
