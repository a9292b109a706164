// Cache of decrypted texts, so that a message is not decrypted with every drawing. By the blob itself: an edit has another one, and
// no two messages have the same.
import type { OpenedMessage } from '../../../src-shared/room-cipher.ts';

const CHARS_MAX = 4 * 1024 * 1024;
const TEXTS_MAX = 2_000;

export interface OpenedTexts {
  of(roomId: string, blob: string, open: () => OpenedMessage): OpenedMessage;
  clear(): void;
}

export function createOpenedTexts(): OpenedTexts {
  const known = new Map<string, OpenedMessage>();
  let chars = 0;

  function dropOldest(): void {
    const [oldest] = known.keys();
    if (oldest === undefined) return;
    known.delete(oldest);
    chars -= oldest.length;
  }

  return {
    of(roomId, blob, open) {
      const name = `${roomId} ${blob}`;
      const before = known.get(name);
      if (before) return before;
      const opened = open();
      known.set(name, opened);
      chars += name.length;
      while (known.size > TEXTS_MAX || (chars > CHARS_MAX && known.size > 1)) dropOldest();
      return opened;
    },
    clear() {
      known.clear();
      chars = 0;
    },
  };
}
