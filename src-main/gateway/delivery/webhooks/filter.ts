import { foldedName } from '../../../../src-shared/text/names.ts';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';

export interface People {
  participant(id: string): Participant | null;
}

/** Whether a message is for this webhook. Each filter that is set has to hold; one of the kinds is enough. */
export function isWanted(filters: Subscription, message: Message, people: People): boolean {
  const { kind, type } = marksOf(message.metadata);
  const isThought = message.kind === 'thinking' || (message.kind === 'chat' && type === 'thinking');
  // A deleted message is not sent.
  if (message.deleted_at !== null) return false;
  if (message.kind === 'vote' || message.kind === 'approval' || (message.kind === 'chat' && type === 'system')) return false;
  if (filters.exclude_thinking && isThought) return false;
  if (filters.kinds.length > 0 && (typeof kind !== 'string' || !filters.kinds.includes(kind))) return false;
  const { only_from_id, only_from, not_from_id, not_from } = filters;
  const only = { id: only_from_id, name: only_from, owner_id: filters.owner_id };
  const not = { id: not_from_id, name: not_from, owner_id: filters.owner_id };
  const isLimited = only.id !== null || only.name !== null;
  return (!isLimited || isBy(message, only, people)) && !isBy(message, not, people);
}

/**
 * Compares ids. A name also means all agents of one owner that have it, because no other person can add to these: the owner of
 * the agent that had the name when the webhook was set up, or the webhook's own owner when no participant had it.
 */
function isBy(
  { author_id }: Message,
  { id, name, owner_id }: { id: string | null; name: string | null; owner_id: string },
  people: People,
): boolean {
  if (id === author_id) return true;
  const author = people.participant(author_id);
  if (name === null || author?.kind !== 'agent' || foldedName(author.name) !== foldedName(name.trim()) || author.owner_id === null)
    return false;
  if (id === null) return author.owner_id === owner_id;
  const meant = people.participant(id);
  return meant?.kind === 'agent' && meant.owner_id === author.owner_id;
}

function marksOf(metadata: unknown): { kind?: unknown; type?: unknown } {
  return typeof metadata === 'object' && metadata !== null ? metadata : {};
}
