// Runs what is in a package, with nothing of the project around it: copied into an empty folder and started by Node with
// an empty environment. It is to the backend's process what Electron's main process is, and asks what a window asks.
// Prints one line of JSON: what was done, in words.
import { execFileSync, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MessageChannel } from 'node:worker_threads';

const { app, resources, data, browser } = JSON.parse(process.argv[2]);
const here = import.meta.dirname;

/** Electron's ports, made of Node's: messages come as events there. */
const asPort = (port) => ({
  on: (event, listener) => port.on(event, (sent) => listener({ data: sent })),
  start: () => port.start(),
  postMessage: (message) => port.postMessage(message),
});

const parent = new EventEmitter();
const readers = new Map();
let readersStarted = 0;
let printed = '';

/** PDF through an installed browser, as Electron prints in a window of its own. */
function print(html) {
  printed = html;
  if (!browser) throw new Error('no browser');
  const page = join(here, 'page.html');
  const file = join(here, 'page.pdf');
  writeFileSync(page, html);
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-pdf-header-footer'];
  const quiet = ['--disable-background-networking', `--user-data-dir=${join(here, 'browser')}`];
  const env = { HOME: here, PATH: '/usr/bin:/bin' };
  execFileSync(browser, [...flags, ...quiet, `--print-to-pdf=${file}`, pathToFileURL(page).href], {
    stdio: 'ignore',
    env,
  });
  return readFileSync(file);
}

function perform(id, task) {
  if (task.kind === 'fonts')
    return { type: 'done', id, result: { kind: 'fonts', families: [...task.families] } };
  try {
    return { type: 'done', id, result: { kind: 'print', bytes: new Uint8Array(print(task.html)) } };
  } catch (error) {
    return {
      type: 'failed',
      id,
      error: { code: 'no-printer', message: `本机没有可以打印的浏览器：${error.message}` },
    };
  }
}

/** A process that reads files, as main starts one: it finds the package's reader and a port to the backend. */
function startReader(id) {
  readersStarted += 1;
  const child = fork(join(here, 'reader.mjs'), [join(app, 'out/reader/reader.js')], {
    serialization: 'advanced',
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  readers.set(id, child);
  const { port1, port2 } = new MessageChannel();
  port1.on('message', (message) => child.send(message, () => {}));
  child.on('message', (message) => port1.postMessage(message));
  child.once('spawn', () => send({ type: 'reader', id, pid: child.pid }, [asPort(port2)]));
  child.once('exit', (code) => {
    port1.close();
    if (readers.delete(id)) send({ type: 'reader-ended', id, how: `exit ${code}` });
  });
}

const send = (message, ports = []) => parent.emit('message', { data: message, ports });
process.parentPort = {
  on: (event, listener) => parent.on(event, listener),
  once: (event, listener) => parent.once(event, listener),
  postMessage: (message) => {
    if (message.type === 'task') send(perform(message.id, message.task));
    else if (message.type === 'start-reader') startReader(message.id);
    else if (message.type === 'end-reader') {
      readers.get(message.id)?.kill('SIGKILL');
      readers.delete(message.id);
    }
  },
};

await import(pathToFileURL(join(app, 'out/backend/utility.js')).href);
mkdirSync(data, { recursive: true });
const { version } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8'));
send({ type: 'start', dataDir: data, resourcesDir: resources, version });

const { port1, port2 } = new MessageChannel();
const waiting = new Map();
let calls = 0;
port1.on('message', ({ reply, ok, result, error }) => {
  const call = waiting.get(reply);
  waiting.delete(reply);
  if (ok) call?.resolve(result);
  else call?.reject(Object.assign(new Error(error?.message), { code: error?.code }));
});
send({ type: 'connect' }, [asPort(port2)]);

const call = (method, params = {}) =>
  new Promise((resolve, reject) => {
    calls += 1;
    waiting.set(calls, { resolve, reject });
    port1.postMessage({ call: calls, method, params });
  });

const must = (what, is) => {
  if (!is) throw new Error(`${what}：不对`);
};
const starts = (bytes, with_) =>
  Buffer.from(bytes, 'base64').subarray(0, with_.length).toString('latin1') === with_;

/** Takes a file in as the window does: sent, recognised by the process that reads, stored. */
async function takeIn(name, bytes) {
  const batch = `b${(calls += 1)}`;
  await call('import.stage', {
    batch,
    file: '0',
    name,
    size: bytes.length,
    offset: 0,
    bytes: bytes.toString('base64'),
  });
  const found = await call('import.recognise', { batch, file: '0' });
  must(`导入 ${name}`, !found.refused);
  const [taken] = await call('import.take', {
    batch,
    files: [{ file: '0', year: found.year ?? 2019, unit: found.unit ?? '青禾镇', template: found.template }],
  });
  must(`收下 ${name}`, 'id' in taken);
  return taken.id;
}

const did = [];
const info = await call('app.info');
must('版本', info.version === version && info.shell === 'desktop');
const templates = await call('template.list');
must('模板', templates.length >= 2);
did.push(`${templates.length} 个模板`);

await call('demo.load');
const reports = await call('report.list');
must('演示数据', reports.length >= 3);
did.push(`演示数据 ${reports.length} 份`);
const [newest, older] = [...reports].sort((a, b) => b.year - a.year);
const { document } = await call('report.open', { id: newest.id });
must('打开报告', document.blocks.length > 10);

const made = await call('report.create', {
  template: newest.template,
  year: newest.year + 1,
  unit: newest.unit,
});
const { revision } = await call('report.open', { id: made.id });
await call('report.apply', {
  id: made.id,
  session: 's',
  batch: 'b',
  base: revision,
  ops: [{ type: 'insert_text', path: [0, 0], offset: 0, text: '甲' }],
});
must('保存', (await call('report.open', { id: made.id })).title.includes('甲'));
did.push('新建、保存');

const word = await call('export.make', { id: newest.id, format: 'docx', edition: 'internal' });
must('导出 Word', starts(word.bytes, 'PK'));
const text = await call('export.make', { id: newest.id, format: 'txt', edition: 'internal' });
must('导出文本', Buffer.from(text.bytes, 'base64').toString('utf8').includes('一、'));
const hidden = await call('export.make', {
  id: newest.id,
  format: 'txt',
  edition: 'public',
  allowLeftovers: true,
});
must('公开版', hidden.bytes.length > 100);
const marked = await call('export.marked', { id: newest.id, format: 'docx' });
must('花脸稿', starts(marked.bytes, 'PK'));
const sheet = await call('figures.export', { edition: 'internal' });
must('数据表', starts(sheet.bytes, 'PK'));
const compared = { a: { report: older.id }, b: { report: newest.id }, edition: 'internal' };
const comparison = await call('compare.export', { ...compared, format: 'docx' });
must('对照稿', starts(comparison.bytes, 'PK'));
did.push('Word、文本、公开版、花脸稿、对照稿、数据表');

const pdf = await call('export.make', { id: newest.id, format: 'pdf', edition: 'internal' }).catch(
  (error) => error,
);
// The page is made in the package; only turning it into a PDF is left to a browser.
must('版面', printed.includes('<html') && printed.includes('第'));
if (browser) {
  must('导出 PDF', pdf.bytes && starts(pdf.bytes, '%PDF') && pdf.pages > 1);
  did.push(`PDF ${pdf.pages} 页`);
} else {
  must('没有浏览器时说明原因', pdf.code === 'no-printer');
  did.push('PDF 版面');
}

await takeIn('往年总结.docx', Buffer.from(word.bytes, 'base64'));
await takeIn('往年总结.txt', Buffer.from(text.bytes, 'base64'));
must('读取进程', readersStarted > 0);
did.push('导入 Word、文本');

const checks = await call('checks.run', { id: newest.id });
must('校对', Array.isArray(checks.findings));
const file = await call('checks.file', { name: '草稿.docx', bytes: word.bytes });
must('校对文件', file.findings.length > 0);
did.push(`校对 ${file.findings.length} 处`);

let found = await call('search.find', { query: '法治' });
// The index takes in what is new a piece at a time.
while (found.pending > 0) found = await call('search.find', { query: '法治' });
must('搜索', found.groups.length >= reports.length);
did.push(`搜到 ${found.groups.length} 份`);

const backup = await call('backup.make');
must('备份', backup.file.endsWith('.sqlite') || backup.file.length > 0);
const doctor = await call('backup.doctor');
must('体检', doctor.problems.length === 0);
did.push('备份、体检');

process.once('exit', (code) => {
  if (code === 0) process.stdout.write(`${JSON.stringify({ did })}\n`);
});
port1.close();
// Ends the process by itself when all is closed.
send({ type: 'close' });
