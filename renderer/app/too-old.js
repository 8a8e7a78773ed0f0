/*
 * Runs before the program, in the plainest script that there is: a browser that is too old for it would show a blank page
 * and say nothing. What is asked for came by Chromium 105; the lowest that is named is 109.
 */
(function () {
  function works(test) {
    try {
      return Boolean(test());
    } catch (error) {
      // A browser of that age asks for a name here, and the linter asks that it is used.
      return error === null;
    }
  }
  var fine =
    'noModule' in document.createElement('script') &&
    works(function () {
      return [].findLast && Object.hasOwn && window.structuredClone && window.Intl.Segmenter;
    }) &&
    works(function () {
      return CSS.supports('selector(:has(a))') && CSS.supports('container-type', 'inline-size');
    }) &&
    works(function () {
      return window.WebSocket && window.localStorage && CSS.highlights;
    });
  if (fine) return;

  var version = /(?:Chrome|Firefox|Version)\/(\d+)/.exec(navigator.userAgent);
  var lines = [
    '这个浏览器太旧，年述打不开',
    '年述要 Chrome、Edge、Chromium，或者用它们内核的浏览器（如统信、360、奇安信浏览器），内核 109 或更新。' +
      (version ? '现在这个是 ' + version[1] + '。' : ''),
    '请升级浏览器，或换一个新的，再回到启动年述的窗口重新打开；也可以安装年述的桌面版，它不用浏览器。报告都在，没有改动。',
  ];
  var root = document.getElementById('root');
  var box = document.createElement('main');
  box.style.cssText = 'max-width:36em;margin:15vh auto;padding:0 24px;font:16px/1.8 sans-serif;color:#222';
  for (var at = 0; at < lines.length; at += 1) {
    var line = document.createElement(at === 0 ? 'h1' : 'p');
    if (at === 0) line.style.cssText = 'font-size:22px';
    line.appendChild(document.createTextNode(lines[at]));
    box.appendChild(line);
  }
  document.body.style.background = '#fff';
  // The program draws into its root: without one it leaves the page to these words.
  root.parentNode.replaceChild(box, root);
})();
