import { EventEmitter } from 'node:events';

import type Electron from 'electron';

import { cloned } from './clone.ts';
import { refuse } from './life.ts';

type Ports = Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>;

/** One end of a channel in the main process. */
export class StandInPort extends EventEmitter implements Ports {
  /** Which end it is, for tests to tell them apart. */
  readonly end: 1 | 2;
  /** Given away: it belongs to another process now. */
  neutered = false;
  other: StandInPort | null = null;
  private started = false;
  private readonly waiting: { data: unknown; ports: StandInPort[] }[] = [];

  constructor(end: 1 | 2) {
    super();
    this.end = end;
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    const data = cloned(message);
    const ports = givenAway(transfer, this);
    this.other?.receive(data, ports);
  }

  start(): void {
    this.started = true;
    for (const message of this.waiting.splice(0)) this.deliver(message);
  }

  close(): void {
    const { other } = this;
    this.other = null;
    if (!other) return;
    other.other = null;
    queueMicrotask(() => other.emit('close'));
  }

  private receive(data: unknown, ports: StandInPort[]): void {
    if (this.started) this.deliver({ data, ports });
    else this.waiting.push({ data, ports });
  }

  private deliver(message: { data: unknown; ports: StandInPort[] }): void {
    queueMicrotask(() => this.emit('message', message));
  }
}

/** Takes ports out of this process. One that was given away already, twice at once, or that is none, is refused. */
export function givenAway(transfer: readonly unknown[], source?: StandInPort): StandInPort[] {
  if (!Array.isArray(transfer)) refuse('transferables must be an array of MessagePorts', TypeError);
  const ports = transfer.map((port, index) => {
    if (!(port instanceof StandInPort))
      return refuse(`Port at index ${index} is not a valid port`, TypeError);
    if (port === source) refuse(`Port at index ${index} contains the source port.`);
    return port;
  });
  for (const [index, port] of ports.entries()) {
    if (port.neutered) refuse(`Port at index ${index} is already neutered.`);
    if (ports.indexOf(port) !== index) refuse(`Port at index ${index} is a duplicate.`);
  }
  for (const port of ports) port.neutered = true;
  return ports;
}

export class MessageChannelMain {
  readonly port1 = new StandInPort(1);
  readonly port2 = new StandInPort(2);
  constructor() {
    this.port1.other = this.port2;
    this.port2.other = this.port1;
  }
}
