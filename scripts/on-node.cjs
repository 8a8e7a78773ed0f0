// The first file that Node reads: in words that every Node understands, so that one which is too old can say so. Systems
// bring Node 10 and 12. The rest is read by the Node that is new enough: `node scripts/on-node.cjs start`.
var LOWEST = 18;

function refuse(version) {
  process.stderr.write(
    '本机的 Node 是 ' +
      version +
      '，年述需要 Node ' +
      LOWEST +
      ' 或更新的。请从 https://nodejs.org 或单位的软件源安装后再试；数据没有受影响。\n',
  );
  process.exit(2);
}

if (parseInt(process.versions.node, 10) < LOWEST) refuse(process.versions.node);
else {
  var name = process.argv[2];
  // As if the script had been started itself.
  process.argv.splice(1, 2, require('path').join(__dirname, name + '.mjs'));
  require('./lib/load.cjs')('../' + name + '.mjs');
}
