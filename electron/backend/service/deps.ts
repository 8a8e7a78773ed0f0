import type { Template } from '../../../shared/template/schema.ts';
import type { Reader } from '../reading/reader.ts';
import type { Ports } from './ports.ts';
import type { Store } from '../store/types.ts';
import type { Emit } from './registry.ts';

/** What every feature's handlers are made from: `export function xHandlers(deps: Deps): Handlers`. */
export type Deps = {
  ports: Ports;
  store: Store;
  templates: ReadonlyMap<string, Template>;
  /** Reads foreign files, apart from this process. */
  reader: Reader;
  emit: Emit;
};
