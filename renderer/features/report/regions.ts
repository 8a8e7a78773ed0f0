/** F6: from outline to page to panel, as in Word and VS Code. Regions are marked with `data-region`. */
export function moveRegion(step: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')];
  const at = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(at + step + regions.length) % regions.length];
  const target = next?.querySelector<HTMLElement>(
    '[contenteditable="true"], [aria-selected="true"], [tabindex="0"], input:not([tabindex="-1"]), button:not([tabindex="-1"])',
  );
  target?.focus();
}
