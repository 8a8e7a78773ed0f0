import type Electron from 'electron';

export type Role = NonNullable<Electron.MenuItemConstructorOptions['role']>;

/** What a role does: a command of the page, or something of the window or the app. */
type Does = {
  label: string;
  page?: string;
  window?: 'close' | 'minimize' | 'fullscreen';
  app?: 'quit' | 'about';
};

/** Every role that the documentation names, with the English label that it has where none is given. */
export const ROLES = {
  undo: { label: 'Undo', page: 'undo' },
  redo: { label: 'Redo', page: 'redo' },
  cut: { label: 'Cut', page: 'cut' },
  copy: { label: 'Copy', page: 'copy' },
  paste: { label: 'Paste', page: 'paste' },
  pasteAndMatchStyle: { label: 'Paste and Match Style', page: 'pasteAndMatchStyle' },
  delete: { label: 'Delete', page: 'delete' },
  selectAll: { label: 'Select All', page: 'selectAll' },
  reload: { label: 'Reload', page: 'reload' },
  forceReload: { label: 'Force Reload', page: 'reloadIgnoringCache' },
  toggleDevTools: { label: 'Toggle Developer Tools', page: 'toggleDevTools' },
  resetZoom: { label: 'Actual Size', page: 'resetZoom' },
  zoomIn: { label: 'Zoom In', page: 'zoomIn' },
  zoomOut: { label: 'Zoom Out', page: 'zoomOut' },
  toggleSpellChecker: { label: 'Check Spelling While Typing' },
  togglefullscreen: { label: 'Toggle Full Screen', window: 'fullscreen' },
  window: { label: 'Window' },
  minimize: { label: 'Minimize', window: 'minimize' },
  close: { label: 'Close', window: 'close' },
  help: { label: 'Help' },
  about: { label: 'About', app: 'about' },
  services: { label: 'Services' },
  hide: { label: 'Hide' },
  hideOthers: { label: 'Hide Others' },
  unhide: { label: 'Show All' },
  quit: { label: 'Quit', app: 'quit' },
  showSubstitutions: { label: 'Show Substitutions' },
  toggleSmartQuotes: { label: 'Smart Quotes' },
  toggleSmartDashes: { label: 'Smart Dashes' },
  toggleTextReplacement: { label: 'Text Replacement' },
  startSpeaking: { label: 'Start Speaking' },
  stopSpeaking: { label: 'Stop Speaking' },
  zoom: { label: 'Zoom' },
  front: { label: 'Bring All to Front' },
  appMenu: { label: 'App' },
  fileMenu: { label: 'File' },
  editMenu: { label: 'Edit' },
  viewMenu: { label: 'View' },
  shareMenu: { label: 'Share' },
  recentDocuments: { label: 'Open Recent' },
  toggleTabBar: { label: 'Toggle Tab Bar' },
  selectNextTab: { label: 'Select Next Tab' },
  selectPreviousTab: { label: 'Select Previous Tab' },
  showAllTabs: { label: 'Show All Tabs' },
  mergeAllWindows: { label: 'Merge All Windows' },
  clearRecentDocuments: { label: 'Clear Menu' },
  moveTabToNewWindow: { label: 'Move Tab to New Window' },
  windowMenu: { label: 'Window' },
} as const satisfies Record<Role, Does>;

const BY_LOWER_CASE = new Map<string, Does>(
  Object.entries(ROLES).map(([role, does]) => [role.toLowerCase(), does]),
);

/** Roles are compared in lower case. Undefined for one that there is not. */
export const roleOf = (role: string): Does | undefined => BY_LOWER_CASE.get(role.toLowerCase());
