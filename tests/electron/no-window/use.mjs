import { registerHooks } from 'node:module';
import { join } from 'node:path';

// `electron` is the module beside this one, and a package has its resources where Electron says.
const stand = new URL('electron.mjs', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) =>
    name === 'electron' ? { url: stand, shortCircuit: true } : next(name, context),
});
process.resourcesPath = join(process.env.NIANSHU_ROOT);
// A packaged program's own words begin behind its name.
process.argv.splice(1, 1);
