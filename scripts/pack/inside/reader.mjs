// A process of the package that reads files, with the port that Electron would give it made of the channel to its parent.
import { pathToFileURL } from 'node:url';

const port = {
  on: (event, listener) => process.on(event, (message) => listener({ data: message })),
  start: () => {},
  postMessage: (message) => process.send(message),
};
process.once('disconnect', () => process.exit(0));
process.parentPort = { once: (event, listener) => setImmediate(() => listener({ ports: [port] })) };
await import(pathToFileURL(process.argv[2]).href);
