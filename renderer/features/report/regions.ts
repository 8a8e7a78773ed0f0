/** F6: from outline to page to panel, as in Word and VS Code. Regions are marked with `data-region`. */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  focusIn(regions[(at + step + regions.length) % regions.length]);
}

export function focusRegion(name: 'left' | 'page' | 'right'): void {
  focusIn(document.querySelector<HTMLElement>(`[data-region="${name}"]`) ?? undefined);
}

function focusIn(region: HTMLElement | undefined): void {
  const target = region?.querySelector<HTMLElement>(
    '[contenteditable="true"], [aria-selected="true"], [tabindex="0"], input:not([tabindex="-1"]), button:not([tabindex="-1"])',
  );
  target?.focus();
}
