import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Participant, Room, RoomView } from '../../../../src-shared/objects.ts';
import { isActive, isWebhook } from '../../../../src-shared/participants.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Context, Core } from '../core.ts';
import type { TurnTaking } from '../coordination/turn-taking.ts';
import { sliceAfter } from '../pagination.ts';
import { continueAgents, requireMayLimit } from './agent-limit.ts';
import { deleteRoom, previewDeletion } from './deletion.ts';
import { losersOf, refuseParent } from './place.ts';
import {
  requirePermission,
  isKept,
  canSeeParticipant,
  mayAddMembers,
  mayMakeRooms,
  mayManageRoom,
  mayTagRoom,
  mayRemoveMember,
  seesRoom,
  visibleRoom,
} from '../policy.ts';

type RoomCommand =
  | 'list_rooms'
  | 'create_room'
  | 'update_room'
  | 'archive_room'
  | 'continue_agents'
  | 'preview_room_deletion'
  | 'delete_room'
  | 'open_direct'
  | 'room_info'
  | 'add_member'
  | 'remove_member';

export function roomCommands(core: Core, floor: TurnTaking): Pick<Commands, RoomCommand> {
  const { directory } = core;
  return {
    async list_rooms({ actor: asker }, { parent_id, after }) {
      const { value: memberships } = await core.archive.memberships(asker.participant_id);
      const actor = core.readerNow(asker);
      const rooms: RoomView[] = [];
      for (const { room, members } of directory.rooms()) {
        const isWanted = parent_id === undefined || parent_id === null || room.parent_id === parent_id;
        if (!isWanted || !seesRoom(directory, actor, room, members.has(actor.participant_id))) continue;
        rooms.push({ room, membership: memberships.get(room.id) ?? null });
      }
      const inOrder = rooms.sort((a, b) => byKindAndName(a.room, b.room));
      return { rooms: [...sliceAfter(inOrder, after, ({ room }) => room.id)] };
    },

    create_room: (context, request) => createRoom(core, context, request),

    update_room({ actor }, request) {
      const { room } = core.room(actor, request.room_id);
      const may = isOfTags(request) ? mayTagRoom : mayManageRoom;
      requirePermission(may(directory, actor, room), 'Only its creator or an admin can change this room.');
      requireMayLimit(core, actor, room, request);
      const { public: isPublic, ...asked } = request;
      const { parent_id } = asked;
      const visibility = isPublic === undefined ? room.visibility : isPublic ? 'public' : 'private';
      const lost_by = visibility === room.visibility ? [] : losersOf(core, actor, room, visibility === 'public');
      if (parent_id !== undefined && parent_id !== room.parent_id) {
        requirePermission(room.id !== LOBBY_ID, 'The lobby is under no room.');
        if (parent_id !== null) refuseParent(core, actor, parent_id, room, !isKept(room));
      }
      return core.write('updateRoom', { ...asked, visibility, lost_by, by: actor.participant_id });
    },

    async archive_room({ actor }, { room_id, archived }) {
      const requireManager = (reader: Actor): void => {
        const { room } = core.room(reader, room_id);
        requirePermission(mayManageRoom(directory, reader, room), 'Only its creator or an admin can archive this room.');
      };
      requireManager(actor);
      const write = (): Promise<Room> => core.write('archiveRoom', { room_id, archived });
      if (!archived) return core.limits.makingRoom(actor, write);
      if (await core.streams.interruptIn(room_id)) requireManager(core.readerNow(actor));
      return write();
    },

    continue_agents: (context, request) => continueAgents(core, context, request),

    preview_room_deletion: (context, { room_id }) => previewDeletion(core, context, room_id),
    delete_room: (context, { room_id }) => deleteRoom(core, context, room_id),

    open_direct({ actor }, request) {
      const participant_id = request.participant_id ?? idOfName(core, actor, request.name ?? null);
      const participant = directory.participant(participant_id);
      if (!participant || isWebhook(participant) || !canSeeParticipant(directory, actor, participant_id))
        throw new AppError('person_not_found');
      requirePermission(actor.grant.room_ids === null, 'This key is for some rooms only.');
      requirePermission(participant_id !== actor.participant_id, 'A direct room is for two.');
      const isThere = [...directory.roomIdsOf(actor.participant_id)].some((id) => {
        const entry = directory.room(id);
        return entry?.room.direct && entry.members.has(participant_id);
      });
      if (!isThere && !request.create) throw new AppError('room_not_found', 'There is no direct room with that participant yet.');
      return core.write('openDirect', { id: newId(), pair: [actor.participant_id, participant_id], created_by: actor.participant_id });
    },

    room_info({ actor }, { room_id }) {
      const { room, members } = core.room(actor, room_id);
      const present_ids = core.presence.presentIn(room_id);
      const sub_rooms = [...directory.rooms()]
        .map((entry) => entry.room)
        .filter((each) => each.parent_id === room_id && visibleRoom(directory, actor, each.id))
        .sort(byKindAndName);
      return {
        room,
        present_ids,
        sub_rooms,
        participants: known(core, [...members, ...present_ids]),
        presence: present_ids.map((id) => core.presence.of(id)),
        works: core.presence.worksIn(room_id),
        floor: floor.of(room_id),
      };
    },

    add_member({ actor }, { room_id, participant_id }) {
      const { room } = core.room(actor, room_id);
      const participant = core.participant(participant_id);
      // A participant who sees a room may become a member, as with join_room.
      const isSelf = !room.direct && participant_id === actor.participant_id;
      const isAllowed = isSelf || mayAddMembers(directory, actor, room);
      requirePermission(isAllowed && canSeeParticipant(directory, actor, participant_id), 'Only a member of the room can let others in.');
      refuseRevoked(participant);
      refuseWebhook(participant);
      return core.write('addMember', { room_id, participant_id, by_id: actor.participant_id });
    },

    remove_member({ actor }, { room_id, participant_id }) {
      const { room } = core.room(actor, room_id);
      requirePermission(
        mayRemoveMember(directory, actor, room, participant_id),
        'Only its creator or an admin can remove members of this room.',
      );
      const stranger = { participant_id, grant: actor.grant };
      const by_id = actor.participant_id;
      return core.write('removeMember', { room_id, participant_id, by_id, loses_sight: !seesRoom(directory, stranger, room, false) });
    },
  };
}

/** A change of the tags and nothing else. */
function isOfTags({ room_id: _room, tags, ...others }: Request<'update_room'>): boolean {
  return tags !== undefined && Object.values(others).every((each) => each === undefined);
}

/** A person rather than an agent of the same name: names of persons are unique. Throws `person_not_found`. */
function idOfName({ directory }: Core, actor: Actor, name: string | null): string {
  if (name === null) throw new AppError('invalid_payload', 'participant_id or name: say who it is with.');
  const plain = (text: string): string => text.normalize('NFC').toLowerCase();
  const wanted = plain(name.replace(/^@/, ''));
  const called = [...directory.participants()].filter(
    (each) => isActive(each) && plain(each.name) === wanted && canSeeParticipant(directory, actor, each.id),
  );
  const person = called.find(({ kind }) => kind === 'person');
  if (!person && called.length > 1)
    throw new AppError('invalid_payload', 'name: several agents have that name. Say which one by its id, as participant_id.');
  const found = person ?? called[0];
  if (!found) throw new AppError('person_not_found');
  return found.id;
}

function createRoom(core: Core, { actor }: Context, request: Request<'create_room'>): Promise<Room> {
  const { directory } = core;
  requirePermission(actor.grant.room_ids === null, 'This key is for some rooms only.');
  requirePermission(mayMakeRooms(directory, actor), 'Guests cannot make rooms. Ask the owner.');
  const parent_id = request.parent_id ?? null;
  if (parent_id !== null) refuseParent(core, actor, parent_id, null, !isKept(request));
  const member_ids = firstMembers(core, actor.participant_id, request.member_ids);
  const isStranger = request.member_ids.some((id) => {
    const participant = directory.participant(id);
    return !participant || !isActive(participant) || isWebhook(participant) || !canSeeParticipant(directory, actor, id);
  });
  if (isStranger) throw new AppError('person_not_found', 'member_ids: one of them is not a participant that you can see.');
  const room = {
    id: newId(),
    name: request.name,
    description: request.description ?? null,
    visibility: request.public ? ('public' as const) : ('private' as const),
    parent_id,
    created_by: actor.participant_id,
    key_id: actor.grant.key_id,
    member_ids,
    takes_everyone: takesEveryone(core, actor.participant_id, request),
    ephemeral: !isKept(request),
    encrypted: request.encrypted,
  };
  return core.limits.makingRoom(actor, () => core.write('createRoom', room));
}

/** The creator of a room is a member, if it is a person. If it is an agent, its owner is a member, and the agent has to join. */
function firstMembers(core: Core, makerId: string, asked: readonly string[]): string[] {
  const maker = core.participant(makerId);
  const ownerId = maker.kind === 'agent' ? maker.owner_id : maker.id;
  return [...new Set([...(ownerId === null ? [] : [ownerId]), ...asked])];
}

/** A room of an agent takes its owner and those it names: agents make many rooms, and each would be in the lists of all. */
function takesEveryone(core: Core, makerId: string, request: Request<'create_room'>): boolean {
  return request.public && request.add_everyone && core.participant(makerId).kind === 'person';
}

/** Lasting rooms by name, then ephemeral rooms. */
function byKindAndName(a: Room, b: Room): number {
  return Number(isKept(b)) - Number(isKept(a)) || (a.name < b.name ? -1 : Number(a.name > b.name));
}

/** A person without access and a removed agent cannot be added to rooms. */
function refuseRevoked(participant: Participant): void {
  if (isActive(participant)) return;
  if (participant.kind === 'agent') throw new AppError('agent_not_found', `${participant.name} was removed from this home.`);
  throw new AppError('person_not_found', `${participant.name} has no access any more. Invite them again first.`);
}

/** A webhook is in the room that its settings name, and in no other. */
function refuseWebhook(participant: Participant): void {
  if (isWebhook(participant)) throw new AppError('invalid_payload', 'A webhook is added to a room in its own settings.');
}

function known(core: Core, ids: readonly string[]): Participant[] {
  return [...new Set(ids)].flatMap((id) => core.directory.participant(id) ?? []);
}
