import type { Message } from '../../../src-shared/objects.ts';
import type { Subscription } from '../../../src-shared/webhooks.ts';

/** Whether a message is for this webhook. Each filter that is set has to hold; one of the kinds is enough. */
export function isWanted(filters: Subscription, message: Message, authorName: string): boolean {
  const { kind, type } = marksOf(message.metadata);
  const isThought = message.kind === 'thinking' || (message.kind === 'chat' && type === 'thinking');
  // What its author took back leaves the home no more.
  if (message.deleted_at !== null) return false;
  if (message.kind === 'chat' && type === 'system') return false;
  if (filters.exclude_thinking && isThought) return false;
  if (filters.kinds.length > 0 && (typeof kind !== 'string' || !filters.kinds.includes(kind))) return false;
  if (filters.only_from !== null && filters.only_from !== authorName) return false;
  return filters.not_from === null || filters.not_from !== authorName;
}

function marksOf(metadata: unknown): { kind?: unknown; type?: unknown } {
  return typeof metadata === 'object' && metadata !== null ? metadata : {};
}
