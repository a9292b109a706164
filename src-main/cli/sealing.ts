// Sealed rooms: what is sent is sealed and what comes is opened here, on this side; the home has only blobs.
import { isSealed, roomKey, seal, unseal } from '../../src-shared/sealed.ts';
import { Failure } from './failure.ts';
import type { ChatMessage, ListedRoom } from './protocol.ts';

export interface Sealing {
  /** Throws Failure for a room that takes sealed messages only, when there is no key. */
  close(content: string): string;
  /** A message that stays shut keeps its blob and says why in `sealed`. */
  open(message: ChatMessage): ChatMessage;
  /** A content as it can be read; what stays shut is left as it is. */
  read(content: string): string;
}

const SHUT = {
  not_sealed: '',
  damaged: 'damaged',
  wrong_key: 'wrong key',
} as const;

export function sealingOf({ room_id, name, encrypted }: ListedRoom, secret: string | undefined): Sealing {
  const key = secret ? roomKey(secret, room_id) : null;
  return {
    close(content) {
      if (key) return seal(key, content);
      if (encrypted) throw new Failure(`"${name}" takes sealed messages only: give its key with --room-key or LANAI_ROOM_KEY.`);
      return content;
    },
    open(message) {
      if (!isSealed(message.content)) return message;
      if (!key) return { ...message, sealed: 'no key' };
      const opened = unseal(key, message.content);
      return opened.ok ? { ...message, content: opened.text, sealed: 'opened' } : { ...message, sealed: SHUT[opened.reason] };
    },
    read(content) {
      const opened = key && unseal(key, content);
      return opened?.ok ? opened.text : content;
    },
  };
}

export function roomSecret(option: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  return option ?? env.LANAI_ROOM_KEY;
}
