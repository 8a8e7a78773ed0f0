// Apart from on-node.cjs: an old Node can't even read `import()`.
module.exports = function load(path) {
  import(path).catch(function (error) {
    process.stderr.write(String((error && error.stack) || error) + '\n');
    process.exit(1);
  });
};
