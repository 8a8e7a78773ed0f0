import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

/** A utility process as far as readers need it: the first message brings a port, all others come through that. */
const port = Object.assign(new EventEmitter(), {
  start: () => {},
  postMessage: (message) => process.send(message),
});
const parentPort = new EventEmitter();
Object.defineProperty(process, 'parentPort', { value: parentPort });
process.on('message', (message) => {
  if (message.given) parentPort.emit('message', { data: message.message, ports: [port] });
  else port.emit('message', { data: message });
});
await import(pathToFileURL(process.argv[2]).href);
