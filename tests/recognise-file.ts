import { recogniseFile as recognise } from '../electron/backend/reading/recognise-file.ts';
import { OpenedFile } from '../electron/backend/files/source-file.ts';
import { during } from '../shared/errors/file-error.ts';
import type { Template } from '../shared/template/schema.ts';

/** Reads a file as the process for foreign files does, in this one: for tests of what is found in it. */
export const recogniseFile = async (
  name: string,
  bytes: Uint8Array,
  templates: readonly Template[],
): ReturnType<typeof recognise> => {
  try {
    return await recognise(new OpenedFile({ name, bytes }), templates, false);
  } catch (error) {
    throw during('import', error);
  }
};
