// Porter: the built-in agent. It needs no model and no network, and gives the same answer to the same text. It uses the ordinary
// commands, with the rights of the person who asks.
import type { AgentInvite } from '../../../src-shared/agent-invites.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { LOBBY_ID, PORTER_ID, WELCOME_ID, newId } from '../../../src-shared/ids.ts';
import type { CommandName, Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import { Name } from '../../../src-shared/name.ts';
import type { Invite, Message, Participant, Person } from '../../../src-shared/objects.ts';
import { isOpen } from '../domain/access/transactions.ts';
import { EVERY_RIGHT, type Actor } from '../domain/actor.ts';
import type { Commands, Core } from '../domain/core.ts';
import { originOf } from '../domain/audit/draft.ts';
import { parse } from '../domain/parse.ts';
import { requireReinvite, canSeeParticipant, mayAdminister } from '../domain/policy.ts';
import type { PutBack } from '../store/backup/put-back.ts';
import { errandOf, type Errand } from './porter-errands.ts';
import * as words from './porter-words.ts';
import type { AgentRunner, RunnerContext, StopAgent } from './runner.ts';

interface PorterOptions extends RunnerContext, PorterNews {}

/** A restore that has to be announced. */
export interface PorterNews {
  /** Set when the home was restored since it last ran. */
  putBack: PutBack | null;
  /** Called when the restore has been announced. */
  onPutBackSaid(): void;
}

interface Answer {
  text: string;
  metadata?: unknown;
}

/** `isPrivate`: only the author of the question may read the answer. */
interface Reaction {
  answer: Answer;
  isPrivate: boolean;
}

/** The author's own id of its first words: the home keeps one message of it, however often they are said. */

export function porterRunner(news: PorterNews): AgentRunner {
  return { kind: 'porter', runs: ({ id }) => id === PORTER_ID, start: (_porter, context) => startPorter({ ...context, ...news }) };
}

function startPorter(options: PorterOptions): StopAgent {
  const { core } = options;
  const logged = (work: Promise<void>): void => void work.catch((error: unknown) => options.log('Porter could not answer', error));
  const isSetUp = (): boolean => core.directory.home.set_up_at !== null;
  let isWelcomeDue = !isSetUp();
  // The home may have ended between its setting up and the welcome.
  logged((isWelcomeDue ? Promise.resolve() : welcomeIfMissing(core)).then(() => tellPutBack(options)));
  return core.onChange(({ event }) => {
    if (event.type === 'home.changed' && isWelcomeDue && isSetUp()) {
      isWelcomeDue = false;
      logged(welcome(core));
    }
    if (event.type === 'invite.changed') logged(tellOwner(core, event.invite));
    if (event.type === 'agent_invite.changed') logged(tellMaker(core, event.invite));
    if (event.type === 'message.posted') logged(answer(options, event.message));
  });
}

async function welcomeIfMissing(core: Core): Promise<void> {
  const { value: said } = await core.archiveInOrder.messageOfClient(PORTER_ID, WELCOME_ID);
  if (!said) await welcome(core);
}

async function welcome(core: Core): Promise<void> {
  await say(core, LOBBY_ID, words.welcome(core.directory.home.name), { replyTo: null, clientId: WELCOME_ID });
}

/** Announces a restore in the lobby, and tells the owner which people to invite again. Sent once, also after several tries. */
async function tellPutBack({ core, putBack, onPutBackSaid }: PorterOptions): Promise<void> {
  const { owner } = core.directory;
  if (!putBack || !owner) return;
  const once = `put-back-${core.epoch}`;
  await say(core, LOBBY_ID, words.putBack(putBack.made_at, owner.kind === 'person' ? owner.time_zone : null), {
    replyTo: null,
    clientId: once,
  });
  if (putBack.missing.length > 0) {
    const direct = await core.write('openDirect', { id: newId(), pair: [PORTER_ID, owner.id], created_by: owner.id });
    await say(core, direct.id, words.toInviteAgain(putBack.missing), { replyTo: null, clientId: `${once}-people` });
  }
  onPutBackSaid();
}

/** An admin wants to let a person back in: the owner gets a direct message at once. */
async function tellOwner(core: Core, invite: Invite): Promise<void> {
  const { owner } = core.directory;
  const person = invite.participant_id === null ? null : core.directory.participant(invite.participant_id);
  if (!owner || !person || !invite.needs_owner || !isOpen(invite, core.now())) return;
  const admin = core.directory.participant(invite.created_by);
  const direct = await core.write('openDirect', { id: newId(), pair: [PORTER_ID, owner.id], created_by: owner.id });
  const asked = words.askedToConfirm(admin?.name ?? '', person.name);
  await say(core, direct.id, asked, { replyTo: null, clientId: `confirm ${invite.id}` });
}

/** An agent waits for its key: the person who invited it gets a direct message at once. */
async function tellMaker(core: Core, { id, state, created_by, name, address }: AgentInvite): Promise<void> {
  if (state !== 'waiting') return;
  const direct = await core.write('openDirect', { id: newId(), pair: [PORTER_ID, created_by], created_by });
  await say(core, direct.id, words.askedToApprove(name, address), { replyTo: null, clientId: `approve ${id}` });
}

async function answer({ core, commands }: PorterOptions, message: Message): Promise<void> {
  if (!isForPorter(core, message)) return;
  const { answer: said, isPrivate } = await run(core, commands, message);
  const replied = { replyTo: message.id, clientId: null };
  if (!isPrivate || core.directory.room(message.room_id)?.room.direct) return say(core, message.room_id, said, replied);
  const asker = message.author_id;
  const direct = await core.write('openDirect', { id: newId(), pair: [PORTER_ID, asker], created_by: asker });
  await say(core, direct.id, said, { replyTo: null, clientId: null });
  await say(core, message.room_id, words.answeredPrivately(direct.id), replied);
}

/** Said to it directly or by name, and by a person: agents that talk to each other would never stop. */
function isForPorter(core: Core, message: Message): boolean {
  const author = core.directory.participant(message.author_id);
  const room = core.directory.room(message.room_id)?.room;
  // In a sealed room it could not read what is asked, nor may its answer be written.
  if (author?.kind !== 'person' || message.kind !== 'chat' || !room || room.encrypted) return false;
  return message.mentions.includes(PORTER_ID) || (room.direct && room.member_ids.includes(PORTER_ID));
}

async function run(core: Core, commands: Commands, message: Message): Promise<Reaction> {
  const errand = errandOf(message.content);
  const actor = { participant_id: message.author_id, grant: EVERY_RIGHT };
  const ask = <C extends CommandName>(name: C, request: RequestInput<C>): Promise<Reply<C>> =>
    core.execute(commands, { actor, seat: null, origin: originOf('porter', undefined) }, name, request);
  const isAdmin = mayAdminister(core.directory, actor);
  if (needsAdmin(errand) && !isAdmin) return { answer: words.refusal(core.directory.owner?.name ?? 'the owner'), isPrivate: false };
  try {
    return { answer: await doErrand(core, ask, errand, { actor, isAdmin, roomId: message.room_id }), isPrivate: isForAskerOnly(errand) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // A refusal can reveal as much as an answer, such as the name of a private room.
    return { answer: words.failed(error), isPrivate: needsAdmin(errand) };
  }
}

type Ask = <C extends CommandName>(name: C, request: RequestInput<C>) => Promise<Reply<C>>;

interface Asker {
  actor: Actor;
  isAdmin: boolean;
  roomId: string;
}

async function doErrand(core: Core, ask: Ask, errand: Errand, { actor, isAdmin, roomId }: Asker): Promise<Answer> {
  switch (errand.do) {
    case 'greet':
      return words.greeting(isAdmin);
    case 'help':
      return words.help(isAdmin);
    case 'thanks':
      return words.thanked();
    case 'list_present':
      return words.present(presentTo(core, actor, roomId));
    case 'make_room':
      return words.madeRoom(await ask('create_room', { name: errand.name, public: !errand.isPrivate }));
    case 'invite':
      // The app of the author makes the invite: there is no secret before, and it is never in a message.
      return words.offeredInvite(parse(Name, errand.name));
    case 'reinvite':
      return words.offeredReturn(personToLetBackIn(core, actor, errand.name));
    case 'revoke':
      return words.revoked(await ask('revoke_access', { participant_id: personNamed(core, errand.name).id }));
    case 'list_access':
      return words.access((await ask('list_people', {})).people, (await ask('list_invites', {})).invites, core.now(), (id) =>
        core.presence.isOnline(id),
      );
    case 'connect_agent':
      return words.connectAgent();
    case 'unknown':
      return words.notUnderstood(isAdmin);
  }
}

/** Answers about access are for the owner and admins. */
function isForAskerOnly(errand: Errand): boolean {
  switch (errand.do) {
    case 'invite':
    case 'reinvite':
    case 'revoke':
    case 'list_access':
      return true;
    case 'make_room':
      return errand.isPrivate;
    default:
      return false;
  }
}

function needsAdmin({ do: what }: Errand): boolean {
  return (
    what === 'invite' ||
    what === 'reinvite' ||
    what === 'revoke' ||
    what === 'list_access' ||
    what === 'make_room' ||
    what === 'connect_agent'
  );
}

/** The participants who are online: members of the room; in a direct room with Porter, all that the actor can see. */
function presentTo(core: Core, actor: Actor, roomId: string): Participant[] {
  const room = core.directory.room(roomId);
  const isHere = ({ id }: Participant): boolean =>
    core.presence.isOnline(id) && (room?.room.direct ? canSeeParticipant(core.directory, actor, id) : (room?.members.has(id) ?? false));
  return [...core.directory.participants()].filter(isHere);
}

function personToLetBackIn(core: Core, actor: Actor, name: string): Person {
  const person = personNamed(core, name);
  requireReinvite(core.directory, actor, person);
  return person;
}

function personNamed(core: Core, name: string): Person {
  const wanted = name.toLowerCase();
  const people = [...core.directory.participants()].filter(
    (each): each is Person => each.kind === 'person' && each.name.toLowerCase() === wanted,
  );
  const [person, ...others] = people;
  if (!person) throw new AppError('person_not_found', `I do not know anyone called ${name}.`);
  if (others.length > 0)
    throw new AppError('person_not_found', `There are ${people.length} people called ${name}. Choose in the invites dialog.`);
  return person;
}

interface Said {
  replyTo: string | null;
  clientId: string | null;
}

async function say(core: Core, roomId: string, { text, metadata }: Answer, { replyTo, clientId }: Said): Promise<void> {
  const room = core.directory.room(roomId)?.room;
  if (!room) return;
  if (!room.member_ids.includes(PORTER_ID)) await core.write('addMember', { room_id: roomId, participant_id: PORTER_ID, by_id: null });
  const posted = core.write('postMessage', {
    id: newId(),
    room_id: roomId,
    author_id: PORTER_ID,
    kind: 'chat',
    content: text,
    reply_to: replyTo,
    metadata: metadata ?? null,
    mentions: [],
    client_id: clientId,
    key_id: null,
  });
  await posted.catch((error: unknown) => {
    // Sent already, perhaps with another text: a name may have changed between two attempts.
    if (!(error instanceof AppError && error.code === 'idempotency_mismatch' && clientId !== null)) throw error;
  });
}
