// Which participants a message mentions.
import { AppError } from '../../../../src-shared/errors.ts';
import { calledByGroups, GROUP_NAMES, isGroupId } from '../../../../src-shared/group-mentions.ts';
import { CALLED_MAX } from '../../../../src-shared/limits.ts';
import { mentionedIds, type Named } from '../../../../src-shared/mentions.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { isWebhook } from '../../../../src-shared/participants.ts';
import { mayCallGroups } from '../../../../src-shared/permissions.ts';
import type { Core } from '../core.ts';
import type { RoomEntry } from '../directory.ts';
import { mayBeCalledIn } from '../policy.ts';

/**
 * The participants that the text or the request names, if they are members or present. If the owner allows it, also any agent that
 * may see the room. The author is never mentioned: an agent that quotes its question would trigger itself for ever.
 */
export function mentionsIn(core: Core, entry: RoomEntry, authorId: string, content: string, asked: readonly string[]): string[] {
  // Its words come from outside: they notify and wake no one.
  if (isWebhook(core.directory.participant(authorId))) return [];
  const { room, members } = entry;
  const addressed = calledDirectly(core, entry, authorId);
  if (asked.length === 0 && !content.includes('@')) return addressed;
  const reachable = new Set([...members, ...core.presence.presentIn(room.id)]);
  if (core.directory.home.mentions_reach === 'home') {
    for (const each of core.directory.participants()) if (mayBeCalledIn(core.directory, each, room)) reachable.add(each.id);
  }
  const groups = groupsFor(core, room, authorId);
  const named: Named[] = [...groups];
  for (const id of reachable) {
    const participant = core.directory.participant(id);
    if (participant && !isWebhook(participant)) named.push(participant);
  }
  const isKnown = (id: string): boolean => reachable.has(id) || groups.some((group) => group.id === id);
  const called = [...asked.filter(isKnown), ...mentionedIds(content, named)];
  const all = new Set([...called, ...membersOfGroups(core, entry, called), ...addressed]);
  return [...all].filter((id) => id !== authorId || asked.includes(id));
}

/** The groups that the author can call. */
function groupsFor({ directory }: Core, room: Room, authorId: string): readonly Named[] {
  const author = directory.participant(authorId);
  return author?.kind === 'person' && mayCallGroups(author, room) ? GROUP_NAMES : [];
}

function membersOfGroups({ directory, presence }: Core, { members }: RoomEntry, called: readonly string[]): string[] {
  if (!called.some(isGroupId)) return [];
  const isBuiltIn = (id: string): boolean => {
    const participant = directory.participant(id);
    return participant?.kind === 'agent' && participant.type === 'built-in';
  };
  const ids = calledByGroups(called, {
    // Porter would answer each time.
    ids: [...members].filter((id) => !isBuiltIn(id) && !isWebhook(directory.participant(id))),
    isAgent: (id) => directory.participant(id)?.kind === 'agent',
    isOnline: (id) => presence.isOnline(id),
  });
  if (ids.length > CALLED_MAX) throw new AppError('invalid_payload', `A message can call ${CALLED_MAX} members at most.`);
  return ids;
}

/**
 * In a direct room a person calls the agent with every message: only the agent can be meant. Two agents there call each other by
 * name only, as in every room, because two programs that answer every call would never stop.
 */
function calledDirectly({ directory }: Core, { room, members }: RoomEntry, authorId: string): string[] {
  if (!room.direct || directory.participant(authorId)?.kind !== 'person') return [];
  return [...members].filter((id) => id !== authorId && directory.participant(id)?.kind === 'agent');
}
