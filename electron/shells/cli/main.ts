import { keepFilesPrivate } from '../private-files.ts';
import { projectHost } from './project-host.ts';
import { runCli } from './run.ts';

keepFilesPrivate();

// `cli list | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// npm runs scripts in the project's folder, and says where the user was. Without npm, or under another of its scripts,
// the current folder is meant.
const userDir =
  process.env['npm_lifecycle_event'] === 'cli' ? (process.env['INIT_CWD'] ?? process.cwd()) : process.cwd();
process.exitCode = await runCli(process.argv.slice(2), projectHost(userDir));
