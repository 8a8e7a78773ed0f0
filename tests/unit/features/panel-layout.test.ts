import { describe, expect, it } from 'vitest';

import { placePanels } from '../../../renderer/features/report/panel-layout.ts';

const wish = { leftOpen: true, rightOpen: true, leftWidth: 240, rightWidth: 360, narrow: undefined };

describe('placePanels', () => {
  it('shows both at 1366 and follows what is wanted', () => {
    expect(placePanels({ ...wish, width: 1366 })).toMatchObject({ left: 'docked', right: 'docked' });
    expect(placePanels({ ...wish, width: 1366, rightOpen: false })).toMatchObject({
      left: 'docked',
      right: 'hidden',
    });
  });

  it('keeps one beside the page where two leave none', () => {
    expect(placePanels({ ...wish, width: 900 })).toMatchObject({ left: 'docked', right: 'hidden' });
    expect(placePanels({ ...wish, width: 900, narrow: 'right' })).toMatchObject({
      left: 'hidden',
      right: 'docked',
    });
  });

  it('lays the one that is asked for over a page that has no room beside it', () => {
    expect(placePanels({ ...wish, width: 600 })).toMatchObject({ left: 'hidden', right: 'hidden' });
    expect(placePanels({ ...wish, width: 600, narrow: 'right' })).toMatchObject({ right: 'floating' });
    expect(placePanels({ ...wish, width: 600, narrow: null })).toMatchObject({ right: 'hidden' });
  });
});
