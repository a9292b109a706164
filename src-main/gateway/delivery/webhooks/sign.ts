import { createHmac } from 'node:crypto';
import { secretBytes } from '../../../../src-shared/webhooks.ts';

export interface Signed {
  /** The same for every try of one message: by it a receiver knows what it has already. */
  id: string;
  /** Unix seconds. */
  timestamp: number;
  body: string;
}

/** Standard Webhooks, version 1. */
export function signature(secret: string, { id, timestamp, body }: Signed): string {
  const key = secretBytes(secret);
  if (!key) throw new Error('That secret cannot be signed with.');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Without a full stop in it, which is what parts the text that is signed. */
export function webhookId(subscriptionId: string, messageId: string): string {
  return `wh_${subscriptionId}_${messageId}`;
}
