import type { App, Session } from 'electron';

/**
 * Switches of Chromium that keep it from the network, each with what would go out otherwise. The page's own requests are
 * held by `closeSession`; these hold what the browser does by itself, before any page.
 */
const SWITCHES: readonly (readonly [string, string?])[] = [
  // Whatever asks for a name gets none, and so reaches nobody.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  // No proxy is looked for on the network either (WPAD, PAC files).
  ['no-proxy-server'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  [
    'disable-features',
    [
      'AutofillServerCommunication',
      'CertificateTransparencyComponentUpdater',
      'DnsOverHttps',
      'MediaRouter',
      'NetworkTimeServiceQuerying',
      'OptimizationHints',
      'Translate',
    ].join(','),
  ],
];

/** Has to be called before the app is ready. */
export function closeNetwork(app: Pick<App, 'commandLine'>): void {
  for (const [name, value] of SWITCHES) {
    if (value === undefined) app.commandLine.appendSwitch(name);
    else app.commandLine.appendSwitch(name, value);
  }
}

/** An address in our own scheme: nothing is there, and no request leaves. The default is a server of Google's. */
const NO_DICTIONARIES = 'app://nianshu/dictionaries/';

/**
 * Keeps a session from the network, from every permission but those named, and from looking up words.
 * @param own addresses that may be loaded
 * @param permits asked for each permission with the address that wants it
 */
export function closeSession(
  session: Session,
  own: RegExp,
  permits: (permission: string, url: string) => boolean = () => false,
): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(permits(permission, contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => permits(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !own.test(details.url) }));
  // Nothing is ever downloaded: what the program saves, it saves through its own dialog.
  session.on('will-download', (event, item) => {
    if (!/^(blob|data):/.test(item.getURL())) event.preventDefault();
  });
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerDictionaryDownloadURL(NO_DICTIONARIES);
  void session.setProxy({ mode: 'direct' }).catch(() => undefined);
}
