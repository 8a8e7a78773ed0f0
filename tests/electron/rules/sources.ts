/** Where a rule of the stand-in comes from: a sentence of Electron's documentation, and the file that it stands in. */
export type Source = {
  /** What the stand-in does, in a few words. */
  rule: string;
  /** Under `docs/` of Electron's repository. */
  file: string;
  /** The sentence, word for word. */
  says: string;
  /** The sentence stands in the documentation alone, not in the types that come with the package. */
  onlyOnPage?: true;
};

/** Every rule has a test of the same name in this folder; `docs/electron-rules.md` is this table. */
export const SOURCES = {
  'ready.window': {
    rule: 'no window before ready',
    file: 'api/browser-window.md',
    says: 'This module cannot be used until the `ready` event of the `app` module is emitted.',
    onlyOnPage: true,
  },
  'ready.fork': {
    rule: 'no utility process before ready',
    file: 'api/utility-process.md',
    says: '`utilityProcess.fork` can only be called after the `ready` event has been emitted on `App`.',
  },
  'ready.session': {
    rule: 'no default session before ready',
    file: 'api/session.md',
    says: 'A `Session` object, the default session object of the app, available after `app.whenReady` is called.',
  },
  'ready.screen': {
    rule: 'no screen before ready',
    file: 'api/screen.md',
    says: 'This module cannot be used until the `ready` event of the `app` module is emitted.',
    onlyOnPage: true,
  },
  'ready.protocol': {
    rule: 'no handler of a scheme before ready',
    file: 'api/protocol.md',
    says: 'All methods unless specified can only be used after the `ready` event of the `app` module gets emitted.',
    onlyOnPage: true,
  },
  'ready.schemes': {
    rule: 'schemes get their privileges before ready, and once',
    file: 'api/protocol.md',
    says: 'This method can only be used before the `ready` event of the `app` module gets emitted and can be called only once.',
  },
  'ready.sandbox': {
    rule: 'the sandbox is switched on before ready',
    file: 'api/app.md',
    says: 'This method can only be called before app is ready.',
  },
  'ready.gpu': {
    rule: 'the graphics card is switched off before ready',
    file: 'api/app.md',
    says: 'Disables hardware acceleration for current app. This method can only be called before app is ready.',
  },
  'ready.locale': {
    rule: 'the language of the system is known after ready',
    file: 'api/app.md',
    says: 'This API must be called after the `ready` event is emitted.',
  },
  'ready.desktop-name': {
    rule: 'the name for the task bar is set before ready',
    file: 'api/app.md',
    says: 'This API must be called before the `ready` event. The value can also be set using `desktopName` in `package.json`.',
  },
  'ready.error-box': {
    rule: 'an error can be shown before ready, no other question',
    file: 'api/dialog.md',
    says: 'This API can be called safely before the `ready` event the `app` module emits, it is usually used to report errors in early stage of startup.',
  },
  'ready.switches': {
    rule: 'switches of Chromium come before ready',
    file: 'api/command-line-switches.md',
    says: "You can use app.commandLine.appendSwitch to append them in your app's main script before the ready event of the app module is emitted",
    onlyOnPage: true,
  },
  'ready.first-run': {
    rule: 'ready comes after the first run of the main script',
    file: 'api/app.md',
    says: 'The `ready` event is only fired after the main process has finished running the first tick of the event loop.',
  },
  'ready.session-data': {
    rule: 'the place of the session’s data is set before ready',
    file: 'api/app.md',
    says: 'If you want to change this location, you have to override the `sessionData` path before the `ready` event of the `app` module is emitted.',
  },
  'paths.exist': {
    rule: 'a path that is set is there',
    file: 'api/app.md',
    says: 'If the path specifies a directory that does not exist, an `Error` is thrown.',
  },
  'paths.known': {
    rule: 'only known paths are set or read',
    file: 'api/app.md',
    says: 'You can only override paths of a `name` defined in `app.getPath`.',
  },
  'lock.second': {
    rule: 'the holder of the lock hears of a second start, the other one quits',
    file: 'api/app.md',
    says: 'It returns `false` if your process should immediately quit as it has sent its parameters to another instance that has already acquired the lock.',
  },
  'lock.after-ready': {
    rule: 'a second start is told after ready',
    file: 'api/app.md',
    says: 'This event is guaranteed to be emitted after the `ready` event of `app` gets emitted.',
  },
  'open-file.early': {
    rule: 'a document can come before ready',
    file: 'api/app.md',
    says: 'Make sure to listen for the `open-file` event very early in your application startup to handle this case (even before the `ready` event is emitted).',
  },
  'open-file.taken': {
    rule: 'a document is taken by stopping the event',
    file: 'api/app.md',
    says: 'You should call `event.preventDefault()` if you want to handle this event.',
  },
  'quit.order': {
    rule: 'before-quit, the windows, will-quit, quit',
    file: 'api/app.md',
    says: 'Try to close all windows. The `before-quit` event will be emitted first. If all windows are successfully closed, the `will-quit` event will be emitted and by default the application will terminate.',
  },
  'quit.no-all-closed': {
    rule: 'quitting does not tell that all windows are closed',
    file: 'api/app.md',
    says: 'Electron will first try to close all the windows and then emit the `will-quit` event, and in this case the `window-all-closed` event would not be emitted.',
  },
  'quit.by-itself': {
    rule: 'without a listener the last window ends the program',
    file: 'api/app.md',
    says: 'If you do not subscribe to this event and all windows are closed, the default behavior is to quit the app; however, if you subscribe, you control whether the app quits or not.',
  },
  'quit.put-off': {
    rule: 'before-quit and will-quit can be stopped',
    file: 'api/app.md',
    says: 'Calling `event.preventDefault()` will prevent the default behavior, which is terminating the application.',
  },
  'quit.exit': {
    rule: 'exit asks nobody',
    file: 'api/app.md',
    says: 'All windows will be closed immediately without asking the user, and the `before-quit` and `will-quit` events will not be emitted.',
  },
  'quit.relaunch': {
    rule: 'relaunch alone does not end the program',
    file: 'api/app.md',
    says: 'Note that this method does not quit the app when executed.',
  },
  'window.close': {
    rule: 'close can be stopped; it comes before closed',
    file: 'api/browser-window.md',
    says: "Emitted when the window is going to be closed. It's emitted before the `beforeunload` and `unload` event of the DOM. Calling `event.preventDefault()` will cancel the close.",
  },
  'window.destroy': {
    rule: 'destroy asks nobody, and closed still comes',
    file: 'api/browser-window.md',
    says: '`close` event will also not be emitted for this window, but it guarantees the `closed` event will be emitted.',
  },
  'window.closed': {
    rule: 'a closed window throws whatever is done with it, also to who hears closed',
    file: 'api/browser-window.md',
    says: 'After you have received this event you should remove the reference to the window and avoid using it any more.',
  },
  'window.session-end': {
    rule: 'a window may hold the end of a Windows session, until it has ended',
    file: 'api/browser-window.md',
    says: 'Calling `event.preventDefault()` can delay the system shutdown',
  },
  'page.destroyed': {
    rule: 'a page goes with its window and throws from then on',
    file: 'api/web-contents.md',
    says: 'Emitted when `webContents` is destroyed.',
  },
  'page.gone': {
    rule: 'the page’s process may be gone; page and app are told',
    file: 'api/web-contents.md',
    says: 'Emitted when the renderer process unexpectedly disappears. This is normally because it was crashed or killed.',
  },
  'page.unresponsive': {
    rule: 'a page may hang and come back',
    file: 'api/web-contents.md',
    says: 'Emitted when the unresponsive web page becomes responsive again.',
  },
  'page.context-menu': {
    rule: 'a context menu is asked for, with what it is about',
    file: 'api/web-contents.md',
    says: 'Emitted when there is a new context menu that needs to be handled.',
  },
  'page.print': {
    rule: 'printing asks, unless it is silent, and tells how it went',
    file: 'api/web-contents.md',
    says: "When `silent` is set to `true`, Electron will pick the system's default printer if `deviceName` is empty and the default settings for printing.",
  },
  'page.load': {
    rule: 'a page that can’t be loaded rejects',
    file: 'api/web-contents.md',
    says: 'the promise will resolve when the page has finished loading (see `did-finish-load`), and rejects if the page fails to load (see `did-fail-load`).',
  },
  'ipc.clone': {
    rule: 'what can’t be cloned can’t be sent',
    file: 'api/web-contents.md',
    says: 'Sending Functions, Promises, Symbols, WeakMaps, or WeakSets will throw an exception.',
  },
  'ipc.electron-objects': {
    rule: 'Electron’s own objects can’t be sent',
    file: 'api/ipc-renderer.md',
    says: 'Sending non-standard JavaScript types such as DOM objects or special Electron objects will throw an exception.',
  },
  'ipc.errors': {
    rule: 'an error of a handler arrives as its words, with the name of the channel before them',
    file: 'api/ipc-main.md',
    says: 'Errors thrown through `handle` in the main process are not transparent as they are serialized and only the `message` property from the original error is provided to the renderer process.',
  },
  'ipc.one-handler': {
    rule: 'a channel has one handler',
    file: 'api/ipc-main.md',
    says: 'This handler will be called whenever a renderer calls `ipcRenderer.invoke(channel, ...args)`.',
  },
  'ipc.once': {
    rule: 'a handler for once goes after its first answer',
    file: 'api/ipc-main.md',
    says: 'Handles a single `invoke`able IPC message, then removes the listener. See `ipcMain.handle(channel, listener)`.',
  },
  'ports.given-away': {
    rule: 'a port that was given away is gone',
    file: 'api/message-port-main.md',
    says: 'Sends a message from the port, and optionally, transfers ownership of objects to other browsing contexts.',
  },
  'ports.start': {
    rule: 'a port waits until it is started',
    file: 'api/message-port-main.md',
    says: 'Starts the sending of messages queued on the port. Messages will be queued until this method is called.',
  },
  'ports.close': {
    rule: 'the other end hears that a port is closed',
    file: 'api/message-port-main.md',
    says: 'Emitted when the remote end of a MessagePortMain object becomes disconnected.',
  },
  'bridge.copied': {
    rule: 'values are copied and frozen on their way to the page',
    file: 'api/context-bridge.md',
    says: '`Function` values are proxied to the other context and all other values are **copied** and **frozen**.',
    onlyOnPage: true,
  },
  'bridge.errors': {
    rule: 'errors lose everything but their words',
    file: 'api/context-bridge.md',
    says: 'Errors that are thrown are also copied, this can result in the message and stack trace of the error changing slightly due to being thrown in a different context, and any custom properties on the Error object will be lost',
    onlyOnPage: true,
  },
  'bridge.prototypes': {
    rule: 'classes lose their prototype',
    file: 'api/context-bridge.md',
    says: 'Sending custom classes will copy values but not the prototype.',
    onlyOnPage: true,
  },
  'bridge.symbols': {
    rule: 'symbols are dropped',
    file: 'api/context-bridge.md',
    says: 'Symbols cannot be copied across contexts so they are dropped',
    onlyOnPage: true,
  },
  'bridge.ports': {
    rule: 'ports don’t cross the bridge: they go by postMessage',
    file: 'tutorial/message-ports.md',
    says: 'We use regular window.postMessage() to transfer the port from the isolated world to the main world.',
    onlyOnPage: true,
  },
  'file.path': {
    rule: 'a file from disk has a path, one made by a script has none',
    file: 'api/web-utils.md',
    says: 'In the case where the object passed in is not a `File` object an exception is thrown. In the case where the File object passed in was constructed in JS and is not backed by a file on disk an empty string is returned.',
  },
  'child.pid': {
    rule: 'a process has a number from spawn to exit',
    file: 'api/utility-process.md',
    says: 'Until the child process has spawned successfully, the value is `undefined`. When the child process exits, then the value is `undefined` after the `exit` event is emitted.',
  },
  'child.kill': {
    rule: 'kill tells whether there was one to end; the end comes later',
    file: 'api/utility-process.md',
    says: 'This function returns true if the kill is successful, and false otherwise.',
  },
  'child.fatal': {
    rule: 'an error of V8 is followed by exit',
    file: 'api/utility-process.md',
    says: 'No matter if you listen to the `error` event, the `exit` event will be emitted after the child process terminates.',
  },
  'child.stdio': {
    rule: 'output is read where it is piped; there is no input',
    file: 'api/utility-process.md',
    says: 'Configuring `stdin` to any property other than `ignore` is not supported and will result in an error.',
  },
  'child.gone': {
    rule: 'the app hears of a process that is gone without being asked',
    file: 'api/app.md',
    says: 'This is normally because it was crashed or killed, or because it failed to launch. It does not include renderer processes.',
  },
  'menu.role': {
    rule: 'only roles that there are',
    file: 'api/menu-item.md',
    says: 'Define the action of the menu item, when specified the `click` property will be ignored.',
  },
  'menu.item': {
    rule: 'an item has a label, a role or is a separator',
    file: 'api/menu.md',
    says: 'Generally, the `template` is an array of `options` for constructing a MenuItem.',
  },
  'menu.submenu': {
    rule: 'an item with a submenu has one',
    file: 'api/menu-item.md',
    says: "Should be specified for `submenu` type menu items. If `submenu` is specified, the `type: 'submenu'` can be omitted.",
  },
  'menu.popup': {
    rule: 'a context menu opens over a window, at a point of two numbers, and tells when it closes',
    file: 'api/menu.md',
    says: 'Must be declared if `y` is declared.',
  },
  'session.spelling': {
    rule: 'a language without a dictionary is refused (Chinese has none)',
    file: 'api/session.md',
    says: "Providing a language code to the `setSpellCheckerLanguages` API that isn't in this array will result in an error.",
  },
  'session.partition': {
    rule: 'one partition is one session; in memory unless it is said to persist',
    file: 'api/session.md',
    says: 'If there is no `persist:` prefix, the page will use an in-memory session.',
  },
  'session.permissions': {
    rule: 'a session without handlers grants every permission',
    file: 'tutorial/security.md',
    says: 'By default, Electron will automatically approve all permission requests unless the developer has manually configured a custom handler.',
    onlyOnPage: true,
  },
  'session.requests': {
    rule: 'a request can be cancelled before it is made',
    file: 'api/web-request.md',
    says: 'The `listener` will be called with `listener(details, callback)` when a request is about to occur.',
  },
  'recent.documents': {
    rule: 'recent documents are kept by the system, on macOS and Windows',
    file: 'api/app.md',
    says: 'This list is managed by the OS.',
  },
  'windows.jump-list': {
    rule: 'jump lists are there on Windows only',
    file: 'api/app.md',
    says: 'Sets or removes a custom Jump List for the application, and returns one of the following strings:',
  },
  'power.shutdown': {
    rule: 'the machine’s end can be put off for a moment',
    file: 'api/power-monitor.md',
    says: 'If the event handler invokes `e.preventDefault()`, Electron will attempt to delay system shutdown in order for the app to exit cleanly.',
  },
  'crash.start': {
    rule: 'the crash reporter is started before it is used, and sends nothing unless it is told where',
    file: 'api/crash-reporter.md',
    says: 'This method must be called before using any other `crashReporter` APIs.',
  },
  'security.navigation': {
    rule: 'a page stays where it is',
    file: 'tutorial/security.md',
    says: 'If your app has no need for navigation, you can call `event.preventDefault()` in a [`will-navigate`][will-navigate] handler.',
    onlyOnPage: true,
  },
  'security.windows': {
    rule: 'a page opens no windows by itself',
    file: 'tutorial/security.md',
    says: "If you have no need to create windows in addition to the ones you know you'll need to create, disabling the creation buys you a little bit of extra security at no cost.",
    onlyOnPage: true,
  },
  'security.isolation': {
    rule: 'sandbox, isolation and web security stay on, Node stays out of the page',
    file: 'tutorial/security.md',
    says: 'Even when `nodeIntegration: false` is used, to truly enforce strong isolation and prevent the use of Node primitives `contextIsolation` **must** also be used.',
    onlyOnPage: true,
  },
} as const satisfies Record<string, Source>;

export type RuleName = keyof typeof SOURCES;
