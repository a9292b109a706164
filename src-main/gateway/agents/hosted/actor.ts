// The rights of an agent that the server runs. It reaches only rooms that all readers of its answer can see.
import type { Right } from '../../../../src-shared/keys.ts';
import { EVERY_RIGHT, type Actor } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { Directory } from '../../domain/directory.ts';
import { visibleRoom } from '../../domain/policy.ts';

const RIGHTS: ReadonlySet<Right> = new Set<Right>(['read', 'post', 'coordinate']);

/**
 * The agent, as it acts in a turn in this room: in its rooms that every reader of this room can see too. Otherwise its answer could carry
 * words of a room to people who cannot see it, whatever a message makes it do.
 */
export function actorFor({ directory }: Core, agentId: string, roomId: string): Actor {
  const readers = readersOf(directory, roomId);
  const rooms = [...directory.roomIdsOf(agentId)].filter((id) => readers.every((reader) => isReadable(directory, reader, id)));
  return { participant_id: agentId, grant: { ...EVERY_RIGHT, rights: RIGHTS, room_ids: new Set([roomId, ...rooms]) } };
}

/** The people who can read a room: by themselves, or through an agent of theirs. */
function readersOf(directory: Directory, roomId: string): Actor[] {
  const readers: Actor[] = [];
  const members = directory.room(roomId)?.members ?? new Set<string>();
  for (const { id, ...participant } of directory.participants()) {
    const personId = participant.kind === 'person' ? id : members.has(id) ? participant.owner_id : null;
    const person = personId === null ? null : directory.participant(personId);
    if (!person || person.kind !== 'person' || person.revoked_at !== null) continue;
    const actor = { participant_id: person.id, grant: EVERY_RIGHT };
    if (participant.kind === 'agent' || visibleRoom(directory, actor, roomId)) readers.push(actor);
  }
  return readers;
}

/** Sealed rooms are for no model: titles of tasks and names of files are not sealed there. */
function isReadable(directory: Directory, reader: Actor, roomId: string): boolean {
  return visibleRoom(directory, reader, roomId)?.room.encrypted === false;
}
