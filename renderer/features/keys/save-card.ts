import type { Client } from '../../client/client.ts';
import type { Saved } from '../export/save-file.ts';
import { saveText } from '../export/save-text.ts';

/**
 * Writes a person's key card as a file.
 * @param passphrase needed for a key of before there were cards: without it 'wrong-passphrase' or 'not-ready' is thrown
 */
export async function saveCard(client: Client, person: string, passphrase?: string): Promise<Saved> {
  const asked = passphrase === undefined ? { person } : { person, passphrase };
  const { name, card } = await client.call('keys.card', asked);
  return saveText(name, card);
}
