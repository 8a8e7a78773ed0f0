/** Verbs and fillers that tell nothing of what is counted. */
const LEAD =
  /^(?:全年|今年|本年度?|年内|共|累计|总计|先后|已|并|均|为|其中|目前|同时|通过|完成|开展|组织|举办|召开|办理|受理|投入|出动|发放|进行|实施|配备|参加|接受|提供)+(?:了)?/;
const TAILS = ['共计', '共', '累计', '约', '近', '超过', '逾', '达到', '达', '为', '有', '了', '等', '计'];

const STOP = new Set('，。；：、！？“”《》（） \t\n\u00a0\u3000');

/** More of a clause than this says nothing of the figure at its end. */
const MOST_OF_CLAUSE = 60;

/** What follows the last mark. From the end: a pattern would begin anew at every character. */
function lastClause(text: string): string {
  const least = Math.max(0, text.length - MOST_OF_CLAUSE);
  let at = text.length;
  while (at > least && !STOP.has(text.charAt(at - 1))) at -= 1;
  return text.slice(at);
}

/** A short name for a figure, from the words before it in its clause: `召开专题会议12次` → 专题会议. */
export function labelFor(before: string): string {
  const clause = lastClause(before);
  const words = withoutTail(clause);
  return Array.from(words.replace(LEAD, '') || words)
    .slice(-12)
    .join('');
}

function withoutTail(text: string): string {
  const tail = TAILS.find((word) => text.endsWith(word));
  return tail === undefined ? text : withoutTail(text.slice(0, -tail.length));
}
