/** Addresses of the page that says that the window has stopped, and of what its two links ask for. */
export const CRASHED_PATH = '/stopped';
export const REOPEN_HASH = '#reopen';
export const QUIT_HASH = '#quit';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Two links and no script: whatever has broken the window, this shows, and the keyboard gets to it. */
const HTML = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<title>年述</title>
<style>
  body { margin: 12vh auto; max-width: 34em; padding: 0 2em; font: 16px/1.8 sans-serif; color: #222; background: #f3f3f1; }
  h1 { font-size: 22px; }
  a { display: inline-block; margin: 12px 12px 0 0; padding: 6px 20px; border: 1px solid #777; border-radius: 6px; color: #222; text-decoration: none; background: #fff; }
  a:focus-visible { outline: 3px solid #1f6feb; outline-offset: 2px; }
</style>
<h1>窗口连续出错，已经停下</h1>
<p>已保存的内容都在数据文件夹里，没有受影响。没存上的改动如有留底，重新打开报告时会请您选择。</p>
<p>可以重新打开。如果仍然出错，请退出后再打开年述，或在“显示”菜单里关掉“使用显卡”再试；经过记在日志里（“帮助”菜单，“打开日志文件夹”）。</p>
<p><a href="${CRASHED_PATH}${REOPEN_HASH}" autofocus>重新打开</a><a href="${CRASHED_PATH}${QUIT_HASH}">退出</a></p>
</html>`;

/** The page in place of one that keeps crashing. */
export const crashedPage = (): Response =>
  new Response(HTML, {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
