// The topic of a push: the same for a room and a device. It tells a push service nothing about the room.
import { createHmac } from 'node:crypto';
import type { PushKey } from './vapid.ts';

const TOPIC_CHARS = 32;

/** The secret is derived from the key of the server, once, when it is first needed. */
export function createTopicOf(key: () => PushKey): (sessionId: string, roomId: string) => string {
  let secret: Buffer | null = null;
  return (sessionId, roomId) => {
    secret ??= key().privateKey.export({ type: 'pkcs8', format: 'der' });
    return createHmac('sha256', secret).update(`${sessionId} ${roomId}`).digest('hex').slice(0, TOPIC_CHARS);
  };
}
