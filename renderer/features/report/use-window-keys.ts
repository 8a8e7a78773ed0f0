import { useEffect } from 'react';

export type WindowKeys = {
  save: () => void;
  exportFile: () => void;
  toggleLeft: () => void;
  toggleRight: () => void;
  zoomIn: () => void;
  zoomOut: () => void;
  zoomFit: () => void;
};

/** The window's own keys. Letters go by their place on the keyboard, so that Alt on a Mac doesn't change them. */
export function useWindowKeys(keys: WindowKeys): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      const run = actionOf(event, keys);
      if (!run) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}

function actionOf(event: KeyboardEvent, keys: WindowKeys): (() => void) | null {
  if (event.key === 'F6') return () => moveRegion(event.shiftKey ? -1 : 1);
  if (!event.ctrlKey && !event.metaKey) return null;
  if (event.code === 'KeyB') return event.altKey ? keys.toggleRight : keys.toggleLeft;
  if (event.altKey) return null;
  if (event.code === 'KeyS' && !event.shiftKey) return keys.save;
  if (event.code === 'KeyE' && event.shiftKey) return keys.exportFile;
  if (event.key === '=' || event.key === '+') return keys.zoomIn;
  if (event.key === '-') return keys.zoomOut;
  if (event.key === '0') return keys.zoomFit;
  return null;
}

/** F6: from outline to page to panel, as in Word and VS Code. */
function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  const target = next?.querySelector<HTMLElement>(
    '[contenteditable="true"], [aria-selected="true"], [tabindex="0"], input:not([tabindex="-1"]), button:not([tabindex="-1"])',
  );
  target?.focus();
}
