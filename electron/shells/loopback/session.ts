import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** True when both texts are the same; takes as long for a near miss as for a far one. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

const secret = (): string => randomBytes(32).toString('base64url');

/** Who may talk to this run of the program. */
export type Session = {
  cookieName: string;
  /** A new one-time token, to be put into an address. */
  issueToken(): string;
  /** The cookie's value in exchange for a token that was not used yet; null otherwise. */
  exchange(token: string): string | null;
  /** True when this `Cookie` header carries the session's cookie. */
  admits(cookieHeader: string | undefined): boolean;
};

/**
 * Secrets of one run: one-time tokens of 256 bits, and one cookie. A token that leaks later (a list of processes,
 * a browser's history) opens nothing any more.
 */
export function createSession(port: number): Session {
  // Cookies do not know ports, so two runs on one machine need two names.
  const cookieName = `nianshu-${port}`;
  const cookie = secret();
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
      return cookie;
    },
    admits: (header) => {
      const values = (header ?? '')
        .split(';')
        .map((pair) => pair.trim())
        .filter((pair) => pair.startsWith(`${cookieName}=`))
        .map((pair) => pair.slice(cookieName.length + 1));
      return values.some((value) => sameSecret(value, cookie));
    },
  };
}
