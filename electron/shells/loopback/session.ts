import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** True when both texts are the same; takes as long for a near miss as for a far one. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

const secret = (): string => randomBytes(32).toString('base64url');

/** What a window gets in exchange for a one-time token. */
export type Credentials = {
  cookie: string;
  /** Kept by the page in its own storage, which other ports of this machine can't read. */
  key: string;
};

/** Who may talk to this run of the program. */
export type Session = {
  cookieName: string;
  /** A new one-time token, to be put into an address. */
  issueToken(): string;
  /** Cookie and page key in exchange for a token that was not used yet; null otherwise. */
  exchange(token: string): Credentials | null;
  /** True when this `Cookie` header carries the session's cookie: enough for the program's own files. */
  admits(cookieHeader: string | undefined): boolean;
  /** True when this is the page key. Data is given only to who has both it and the cookie. */
  knows(key: string | undefined): boolean;
};

/**
 * Secrets of one run: one-time tokens of 256 bits, one cookie and one page key. A token that leaks later (a browser's
 * history) opens nothing any more. A browser sends the cookie to every server on 127.0.0.1, whatever its port, so that
 * a cookie alone must open nothing: the page key is kept where only pages of this very port can read it.
 */
export function createSession(port: number): Session {
  // Cookies do not know ports, so two runs on one machine need two names.
  const cookieName = `nianshu-${port}`;
  const cookie = secret();
  const key = secret();
  const tokens = new Set<string>();
  return {
    cookieName,
    issueToken: () => {
      const token = secret();
      tokens.add(token);
      return token;
    },
    exchange: (token) => {
      const match = [...tokens].filter((known) => sameSecret(known, token));
      if (match.length === 0) return null;
      for (const known of match) tokens.delete(known);
      return { cookie, key };
    },
    admits: (header) => {
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${cookieName}=`))
        .map((pair) => pair.slice(cookieName.length + 1));
      return values.some((value) => sameSecret(value, cookie));
    },
    knows: (given) => given !== undefined && sameSecret(given, key),
  };
}
