import { calledByGroups } from '../../../src-shared/group-mentions.ts';
import type { Message, Snapshot } from './protocol.ts';

/** Whether the message of another participant calls this one, directly or with a group. */
export function isCalled({ author_id, mentions }: Message, { me_id, participants }: Snapshot): boolean {
  if (author_id === me_id) return false;
  const isAgent = participants[me_id]?.kind === 'agent';
  return mentions.includes(me_id) || calledByGroups(mentions, { ids: [me_id], isAgent: () => isAgent, isOnline: () => true }).length > 0;
}
