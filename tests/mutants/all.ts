import { gate } from './gate.ts';
import { merge } from './merge.ts';
import type { Mutant } from './mutant.ts';
import { model } from './model.ts';
import { others } from './others.ts';
import { pdf } from './pdf.ts';
import { proof } from './proof.ts';
import { rollOver } from './roll-over.ts';
import { saveQueue } from './save-queue.ts';
import { signOff } from './sign-off.ts';
import { store } from './store.ts';
import { word } from './word.ts';

/** Mutants by the place in which a fault is dangerous. */
export const MUTANTS = {
  gate,
  store,
  'save-queue': saveQueue,
  merge,
  'sign-off': signOff,
  pdf,
  'roll-over': rollOver,
  word,
  model,
  others: [...others, ...proof],
} satisfies Record<string, readonly Mutant[]>;
