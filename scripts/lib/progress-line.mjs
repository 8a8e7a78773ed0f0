import { say } from './run.mjs';

const MB = 1_000_000;
/** Milliseconds that the speed is measured over. */
const WINDOW_MS = 5000;

const megabytes = (bytes) => (bytes / MB).toFixed(1);
const speedWords = (bytes) => (bytes >= MB ? `${megabytes(bytes)} MB` : `${Math.round(bytes / 1000)} KB`);

/**
 * How far a download is, in words.
 * @param {number} have bytes that are there
 * @param {number | null} total bytes of the whole, null where the server does not say
 * @param {number} speed bytes a second
 */
export function progressWords(have, total, speed) {
  const done =
    total === null
      ? `${megabytes(have)} MB`
      : `${Math.floor((have / total) * 100)}%（${megabytes(have)} / ${megabytes(total)} MB）`;
  if (speed < 1) return done;
  const minutes = total === null ? null : Math.ceil((total - have) / speed / 60);
  return `${done}，每秒 ${speedWords(speed)}${minutes === null ? '' : `，约还要 ${minutes} 分钟`}`;
}

/**
 * Shows how far a download is: on one line of a terminal that is written over, elsewhere as a line for each tenth.
 * @param {string} what what is being fetched
 */
export function progressLine(what, { stream = process.stderr, now = Date.now } = {}) {
  let seen = [];
  let shownAt = 0;
  let tenth = 0;
  return {
    show(have, total) {
      const at = now();
      seen.push({ at, have });
      seen = seen.filter((one, index) => at - one.at <= WINDOW_MS || index === seen.length - 1);
      const [oldest] = seen;
      const speed = at > oldest.at ? ((have - oldest.have) / (at - oldest.at)) * 1000 : 0;
      const text = `${what}：${progressWords(have, total, speed)}`;
      if (stream.isTTY) {
        if (at - shownAt < 300) return;
        shownAt = at;
        stream.write(`\r\u001B[2K${text}`);
        return;
      }
      const reached = total === null ? Math.floor(have / (10 * MB)) : Math.floor((have / total) * 10);
      if (reached <= tenth) return;
      tenth = reached;
      say(text);
    },
    /** Leaves a line of its own to what comes next. */
    end() {
      if (stream.isTTY && shownAt > 0) stream.write('\r\u001B[2K');
    },
  };
}
