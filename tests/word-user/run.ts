import type { CommentLine, Line } from './oracle.ts';
import type { Script, Spot, Step } from './script.ts';
import { commentsOf, finalText, originalText } from './oracle.ts';
import { indexAt, resolvePlace, resolveSpot } from './script.ts';
import { Refused } from './select.ts';
import { WordUser } from './user.ts';

/** What a script leaves behind. */
export type Outcome = {
  docx: Uint8Array;
  /** Every step in plain English; a step that Word would not allow is told as such. */
  log: string[];
  final: Line[];
  original: Line[];
  comments: CommentLine[];
  /** The plain-text shadow of the body, for checking the model itself. */
  shadow: Line[];
  /** How many steps were done and how many refused. */
  done: number;
  refused: number;
};

/** Runs a script on a document. Deterministic: the same bytes and script give the same bytes. */
export function runScript(docx: Uint8Array, script: Script): Outcome {
  let user = new WordUser(docx, { author: '王五' });
  const log: string[] = [];
  let done = 0;
  let refused = 0;
  for (const step of script) {
    if (step.do === 'save') {
      user = reopened(user, step, log);
      continue;
    }
    const told = user.log.length;
    try {
      doStep(user, step);
      done += step.do === 'sit' || step.do === 'goTo' ? 0 : 1;
    } catch (error) {
      if (!(error instanceof Refused)) throw explained(error, [...log, ...user.log], step);
      refused += 1;
      log.push(`Word does not allow ${step.do}: ${error.message}`);
    }
    log.push(...user.log.slice(told));
  }
  user.goTo('body');
  const shadow = user.shadow().lines();
  const out = user.save();
  return {
    docx: out,
    log,
    final: finalText(out),
    original: originalText(out),
    comments: commentsOf(out),
    shadow,
    done,
    refused,
  };
}

function explained(error: unknown, log: string[], step: Step): Error {
  const reason = error instanceof Error ? error.message : String(error);
  return new Error(`${reason}\nafter:\n${log.join('\n')}\nat: ${JSON.stringify(step)}`, { cause: error });
}

/** Saving and opening must not change the text; if it does, the model is wrong. */
function reopened(user: WordUser, step: Extract<Step, { do: 'save' }>, log: string[]): WordUser {
  user.goTo('body');
  const before = JSON.stringify(user.shadow().lines());
  const { author, date, tracking, joinKeeps } = user.pen;
  const next = new WordUser(user.save(step.options), { author, date, tracking, joinKeeps });
  if (JSON.stringify(next.shadow().lines()) !== before) {
    throw new Error(`Saving has changed the text.\n${log.join('\n')}`);
  }
  log.push(`The file is saved with ${JSON.stringify(step.options)}`);
  return next;
}

function doStep(user: WordUser, step: Exclude<Step, { do: 'save' }>): void {
  const range = (spot: Spot) => resolveSpot(user.story(), user.view(), spot);
  const place = (spot: Spot) => resolvePlace(user.story(), user.view(), spot);
  switch (step.do) {
    case 'sit':
      return user.sit(step);
    case 'goTo':
      return go(user, step.story);
    case 'type':
      return user.type(place(step.at), step.text, step.side);
    case 'delete':
      return void user.delete(range(step.at));
    case 'deleteParagraph':
      return user.deleteParagraph(place(step.at).p);
    case 'join':
      return user.join(place(step.at).p);
    case 'deleteAcross': {
      const from = place(step.at);
      const p = from.p + step.paragraphs;
      return void user.delete({ from, to: { p, o: Math.min(1, user.view()[p]?.atoms.length ?? 0) } });
    }
    case 'replace':
      return user.replace(range(step.at), step.text);
    case 'split':
      return user.split(place(step.at), step.side);
    case 'move':
      return user.move(range(step.at), place(step.to), step.how, step.bookmarks);
    case 'moveParagraphs':
      return user.moveParagraphs(place(step.at).p, step.count, place(step.to).p, step.how, step.bookmarks);
    case 'copy':
      return user.copy(range(step.at), place(step.to));
    case 'style':
      return user.style(place(step.at).p, step.style);
    case 'format':
      return user.format(range(step.at), step.format);
    case 'comment':
      return user.comment(range(step.at), step.text);
    case 'footnote':
      return user.footnote(place(step.at), step.text);
    case 'textBox':
      return user.textBox(place(step.at), step.text);
    case 'image':
      return user.image(place(step.at));
    case 'reply':
      return user.reply(indexAt(step.pick, user.commentCount()), step.text);
    case 'resolve':
      return user.resolve(indexAt(step.pick, user.commentCount()));
    case 'deleteComment':
      return user.deleteComment(indexAt(step.pick, user.commentCount()));
    case 'decideAll':
      return user.decideAll(step.decision, step.author);
    case 'decideOne':
      return user.decideOne(step.decision, indexAt(step.pick, user.changes().length));
    default:
      return doTableStep(user, step);
  }
}

type TableStep = Extract<Step, { table: number }>;

function doTableStep(user: WordUser, step: TableStep): void {
  const tables = user.tables();
  const index = indexAt(step.table, tables.length);
  const table = tables[index];
  if (!table) throw new Refused('There is no table.');
  const number = index + 1;
  const row = (part: number) => indexAt(part, table.rows) + 1;
  const column = (part: number) => indexAt(part, table.columns) + 1;
  switch (step.do) {
    case 'insertRow':
      return user.insertRow(number, row(step.pick), step.texts);
    case 'deleteRow':
      return user.deleteRow(number, row(step.pick));
    case 'deleteTable':
      return user.deleteTable(number);
    case 'moveRow':
      return user.moveRow(number, row(step.pick), row(step.to));
    case 'insertColumn':
      return user.insertColumn(number, column(step.pick), step.texts);
    case 'deleteColumn':
      return user.deleteColumn(number, column(step.pick));
    case 'mergeRight':
      return user.mergeRight(number, row(step.pick), column(step.cell));
    case 'mergeDown':
      return user.mergeDown(number, row(step.pick), column(step.cell));
    default:
      return user.splitCell(number, row(step.pick), column(step.cell));
  }
}

function go(user: WordUser, story: string): void {
  try {
    user.goTo(story);
  } catch {
    throw new Refused(`There is no story ${story}.`);
  }
}
