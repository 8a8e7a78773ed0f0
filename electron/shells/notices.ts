/**
 * The list of licences of all that is shipped (第三方许可): beside `out/main` while it is not packed, in Electron's folder of
 * resources when it is (electron-builder.yml), because other programs can't open what is inside the archive. Made by the
 * build (scripts/licences).
 */
export const NOTICES = 'notices/third-party-notices.txt';
