// A person's program joins with an invite, or with a code for a further device of a person who is signed in. It gets a session as a page
// does: listed among the devices, and ended with them. Its token is a bearer, so that it may do less than a page: nothing that gives
// access or administers.
import type { JoinedAsProgram } from '../../../../src-shared/endpoints/friends.ts';
import type { EntranceKind } from '../../../../src-shared/entrances.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { ORDINARY_RIGHTS } from '../../../../src-shared/keys.ts';
import type { Person, Room } from '../../../../src-shared/objects.ts';
import { readShortCode } from '../../../../src-shared/short-code.ts';
import { fromJson } from '../../store/json.ts';
import { EVERY_RIGHT, type Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { CODE_IS_OVER, makerOfCode, newSession, previewInvite, redeem, type OpenSession, type SignInPlace } from './commands.ts';
import { hashSecret, PROGRAM_PREFIX } from './secrets.ts';

export function actorOfProgram({ id, person, expires_at }: OpenSession, entrance: EntranceKind): Actor {
  return { participant_id: person.id, grant: { ...EVERY_RIGHT, session_id: id, entrance, expires_at, rights: new Set(ORDINARY_RIGHTS) } };
}

interface Joined {
  reply: JoinedAsProgram;
  /** The sessions that ended because the person had too many. */
  ended: string[];
}

/** Without a name, the person has the one in the invite. */
export async function joinAsProgram(
  core: Core,
  { code, name }: { code: string; name?: string | null | undefined },
  place: SignInPlace,
): Promise<Joined> {
  if (readShortCode(code) !== null) return joinAsDevice(core, code, place);
  const invited = previewInvite(core, code);
  const asked = name ?? invited.name;
  if (asked === '') throw new AppError('invalid_payload', 'name: the invite has no name, so choose one.');
  const roomIds = core.directory.invites.byCode(hashSecret(code))?.room_ids ?? null;
  const [room_id = null] = roomIds === null ? [] : fromJson<string[]>(roomIds);
  const { row, token } = newSession({ ...place, browser: 'program' }, { prefix: PROGRAM_PREFIX, room_id });
  const me = await redeem(core, { code, name: asked }, row);
  return { reply: joined(core, me, { row, token }), ended: [] };
}

/** A further device of the person who made the code: the person keeps the name. */
async function joinAsDevice(core: Core, code: string, place: SignInPlace): Promise<Joined> {
  const maker = makerOfCode(core, code);
  if (!maker) throw new AppError('unauthorized', CODE_IS_OVER);
  const { row, token } = newSession({ ...place, browser: 'program' }, { prefix: PROGRAM_PREFIX });
  core.auditing.note({ by_id: maker.person.id });
  const ended = await core.write('createSession', { ...row, participant_id: maker.person.id, by_session_id: maker.id });
  return { reply: joined(core, maker.person, { row, token }), ended };
}

function joined(core: Core, me: Person, { row, token }: Pick<ReturnType<typeof newSession>, 'row' | 'token'>): JoinedAsProgram {
  const rooms = roomsOf(core, me.id, row.room_id).map((room) => ({ id: room.id, name: room.name }));
  return { me, token, expires_at: core.now() + row.lifetime_ms, rooms };
}

/** Where a program writes when it names no room. Throws `invalid_payload` when there is none. */
export function defaultRoom(core: Core, { participant_id, grant }: Actor): string {
  const session = grant.session_id === null ? null : core.directory.sessions.find({ id: grant.session_id });
  const [room] = roomsOf(core, participant_id, session?.room_id ?? null);
  if (!room) throw new AppError('invalid_payload', 'room: you are in no room. Name one.');
  return room.id;
}

/** The preferred one first, then the lobby, then the oldest. */
function roomsOf({ directory }: Core, personId: string, preferredId: string | null): Room[] {
  const rank = ({ id }: Room): number => (id === preferredId ? 0 : id === LOBBY_ID ? 1 : 2);
  const open = [...directory.rooms()].filter(({ room, members }) => members.has(personId) && !room.direct && room.archived_at === null);
  return open.map(({ room }) => room).sort((a, b) => rank(a) - rank(b) || a.created_at - b.created_at);
}
