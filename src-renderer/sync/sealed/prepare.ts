// A room's cipher from the text of its secret. The ciphers are loaded with the first one: most visits need none.
import type { FileInfo } from '../../../src-shared/files.ts';
import type { RoomCipher } from '../../../src-shared/room-cipher.ts';
import type { OpenedInfo } from '../../../src-shared/sealed-files.ts';
import { fromKeptText, isMadeKey, keptText } from '../../../src-shared/room-secret.ts';

export interface Prepared {
  /** As its people know it. */
  secret: string;
  /** As this device keeps it. */
  kept: string;
  cipher: RoomCipher;
  /** Null for a file that the cipher does not open. */
  openInfo(file: FileInfo): OpenedInfo | null;
}

/** `text`: a secret, or what a device kept of one. A secret that a person made up is stretched, which takes a second. */
export async function prepareRoom(roomId: string, text: string): Promise<Prepared> {
  const known = fromKeptText(text);
  const { createRoomCipher } = await import('../../../src-shared/room-cipher.ts');
  const { openFileInfo } = await import('../../../src-shared/sealed-files.ts');
  const needsStretching = !isMadeKey(known.secret) && !known.stretched;
  const stretched = needsStretching
    ? await (await import('../../../src-shared/stretch.ts')).stretch(known.secret, roomId)
    : known.stretched;
  const secret = { secret: known.secret, stretched };
  const cipher = createRoomCipher(roomId, secret);
  return { secret: known.secret, kept: keptText(secret), cipher, openInfo: (file) => openFileInfo(cipher, file) };
}
