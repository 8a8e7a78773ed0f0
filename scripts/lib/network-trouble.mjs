/**
 * What a system, OpenSSL or a proxy calls the trouble, and how it is told. The first that fits counts: npm writes
 * several of these words into one output.
 */
const TROUBLES = [
  [/ENOSPC|EDQUOT|no space left/i, 'disk-full'],
  [/EROFS|read-only file system/i, 'read-only'],
  [/EACCES|EPERM/, 'no-right'],
  [/ERR_PROXY|proxy auth|\bE?407\b/i, 'proxy'],
  [/CERT_NOT_YET_VALID|CERT_HAS_EXPIRED/, 'clock'],
  [/SELF_SIGNED_CERT|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_|ERR_TLS/i, 'certificate'],
  [/EINTEGRITY/, 'other-content'],
  [/ENOTFOUND|EAI_AGAIN/, 'no-name'],
  [/ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL/, 'no-way'],
  [/ETIMEDOUT|ESOCKETTIMEDOUT|ERR_SOCKET_TIMEOUT|ECONNRESET|EPIPE|network timeout/, 'broken-off'],
  [/\bE?(404|403)\b/, 'not-there'],
  [/\bE?5\d\d\b/, 'server'],
];

/** What happened, as the middle of a sentence. */
const WORDS = {
  'disk-full': '磁盘已满',
  'read-only': '文件夹不能写',
  'no-right': '没有写文件的权限',
  proxy: '代理服务器没有接通，请检查 HTTPS_PROXY 或 npm 的 https-proxy 设置',
  clock: '对方的证书不在有效期内，请检查本机日期',
  certificate: '对方的证书不受信任；单位的代理会换证书的，请用 NODE_EXTRA_CA_CERTS 指明单位的根证书',
  'other-content': '取到的内容和记录的校验值不一致',
  'no-name': '找不到服务器，可能没有联网',
  'no-way': '连不上服务器',
  'broken-off': '连接中断或没有回应',
  'not-there': '服务器上没有这个文件',
  server: '服务器出错',
};

/**
 * The trouble in what a program printed or an error says.
 * @param {string} text output, or code and message of an error
 * @returns {{ kind: string, words: string } | null} null where nothing is recognised
 */
export function networkTrouble(text) {
  const kind = TROUBLES.find(([pattern]) => pattern.test(text))?.[1];
  return kind === undefined ? null : { kind, words: WORDS[kind] };
}
