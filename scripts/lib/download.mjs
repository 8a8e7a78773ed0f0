import { createWriteStream, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';

/** Redirects that are followed: a release leads to a store of files, which may lead to another. */
const MOST_REDIRECTS = 5;
/** Connections that are tried anew in a row without a byte more than before. */
const FRUITLESS_TRIES = 2;

const fault = (code, message) => Object.assign(new Error(message), { code });

/** A reason that another try at once does not change. */
const isFinal = (error) =>
  error.name === 'AbortError' ||
  (error.code !== 'HTTP_416' && String(error.code).startsWith('HTTP_4')) ||
  /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM|EFBIG|CERT|SELF_SIGNED|UNABLE_TO|ERR_PROXY|ERR_TLS|ERR_INVALID)/.test(
    error.code ?? '',
  );

/** Waits for the head of an answer, through redirects. Rejects with the system's error, or with HTTP_<status>. */
async function open(address, headers, options) {
  let url = new URL(address);
  for (let turn = 0; turn <= MOST_REDIRECTS; turn += 1) {
    const answer = await new Promise((resolve, reject) => {
      const { get, Agent } = url.protocol === 'http:' ? http : https;
      // The agent is this request's own, so that nothing stays open behind it.
      const agent = new Agent({ proxyEnv: options.proxy, ca: options.ca });
      const request = get(url, { agent, headers, signal: options.signal, timeout: options.stallMs }, resolve);
      // Nothing comes in while the connection stands: the socket knows, and nobody else.
      request.on('timeout', () => request.destroy(fault('ETIMEDOUT', 'no answer')));
      request.on('error', reject);
    });
    const { statusCode = 0, headers: got } = answer;
    if (statusCode === 200 || statusCode === 206) return answer;
    answer.destroy();
    if (statusCode < 300 || statusCode >= 400 || !got.location) {
      throw fault(`HTTP_${statusCode}`, `${url.host}: ${statusCode}`);
    }
    url = new URL(got.location, url);
  }
  throw fault('HTTP_400', 'too many redirects');
}

const sizeOf = (file) => (existsSync(file) ? statSync(file).size : 0);

/** What the part that is there was a part of: another address or another state of the file can't be gone on with. */
function knownPart(note, address) {
  try {
    const { url, tag } = JSON.parse(readFileSync(note, 'utf8'));
    return url === address && tag ? tag : null;
  } catch {
    return null;
  }
}

/** One connection: adds to the part what comes. */
async function goOn(address, part, options) {
  const note = `${part}.json`;
  const tag = knownPart(note, address);
  const from = tag === null ? 0 : sizeOf(part);
  const headers = {
    'User-Agent': 'nianshu',
    ...(from > 0 ? { Range: `bytes=${from}-`, 'If-Range': tag } : {}),
  };
  const answer = await open(address, headers, options);
  const goesOn = answer.statusCode === 206;
  const begin = goesOn ? from : 0;
  const length = Number(answer.headers['content-length']);
  const total = Number.isFinite(length) && answer.headers['content-length'] ? begin + length : null;
  if (!goesOn) {
    const newTag = answer.headers.etag?.startsWith('W/') ? undefined : answer.headers.etag;
    writeFileSync(
      note,
      JSON.stringify({ url: address, tag: newTag ?? answer.headers['last-modified'] ?? null }),
    );
  }
  let have = begin;
  let cut = null;
  await pipeline(
    async function* count() {
      try {
        for await (const piece of answer) {
          have += piece.length;
          options.onProgress(have, total);
          yield piece;
        }
      } catch (error) {
        // What has come is written all the same: the next connection begins behind it.
        cut = error;
      }
    },
    createWriteStream(part, { flags: goesOn ? 'a' : 'w' }),
  );
  if (cut) throw cut;
  if (total !== null && have !== total) throw fault('ECONNRESET', `${have} of ${total} bytes`);
}

/**
 * Downloads a file however long it takes, as long as bytes come: goes on from the part of an earlier run and after a
 * connection that was cut. The caller checks the content.
 * Rejects with the last error; its `code` is the system's, HTTP_<status>, or ABORT_ERR. The part stays for the next
 * time, but not where it has filled the disk.
 * @param {string} address http or https
 * @param {string} part file to write
 * @param {{ stallMs: number, proxy?: object, ca?: string[], signal?: AbortSignal,
 *   onProgress?: (have: number, total: number | null) => void }} options `stallMs`: milliseconds without a byte after
 *   which the connection counts as dead
 */
export async function download(address, part, { onProgress = () => {}, ...options }) {
  let furthest = sizeOf(part);
  let fruitless = 0;
  for (;;) {
    try {
      return await goOn(address, part, { ...options, onProgress });
    } catch (error) {
      if (/^(ENOSPC|EDQUOT|EFBIG)$/.test(error.code ?? '')) removePart(part);
      // The part is longer than the file is now.
      if (error.code === 'HTTP_416') removePart(part);
      if (isFinal(error)) throw error;
      const have = sizeOf(part);
      fruitless = have > furthest ? 0 : fruitless + 1;
      furthest = Math.max(furthest, have);
      if (fruitless >= FRUITLESS_TRIES) throw error;
    }
  }
}

/** Forgets what was downloaded of a file. */
export function removePart(part) {
  for (const file of [part, `${part}.json`]) rmSync(file, { force: true });
}
