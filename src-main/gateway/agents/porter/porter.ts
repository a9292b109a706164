// Porter: the built-in agent. It needs no model and no network, and gives the same answer to the same text. It uses the ordinary
// commands, with the rights of the person who asks.
import type { AgentInvite } from '../../../../src-shared/agent-invites.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { LOBBY_ID, PORTER_ID, WELCOME_ID, newId } from '../../../../src-shared/ids.ts';
import type { Invite, Message, Sharing } from '../../../../src-shared/objects.ts';
import { isOpen } from '../../domain/access/transactions.ts';
import { EVERY_RIGHT, isProgram } from '../../domain/actor.ts';
import type { Core } from '../../domain/core.ts';
import type { BackupService, FailingBackups } from '../../domain/maintenance/backups.ts';
import { mayAdminister } from '../../domain/policy.ts';
import type { PutBack } from '../../store/backup/put-back.ts';
import type { Words } from './desk.ts';
import { ClosedLinks } from './closed-links.ts';
import { Openings } from './openings.ts';
import { Questions } from './questions.ts';
import type { ReactOptions } from './react.ts';
import * as words from './words.ts';
import type { AgentRunner, RunnerContext, StopAgent } from '../runner.ts';

interface PorterOptions extends RunnerContext, PorterNews {}

/** A restore that has to be announced. */
export interface PorterNews {
  /** Set when the home was restored since it last ran. */
  putBack: PutBack | null;
  /** Called when the restore has been announced. */
  onPutBackSaid(): void;
  backups: Pick<BackupService, 'onFailing'>;
}

export function porterRunner(news: PorterNews): AgentRunner {
  return { kind: 'porter', runs: ({ id }) => id === PORTER_ID, start: (_porter, context) => startPorter({ ...context, ...news }) };
}

function startPorter(options: PorterOptions): StopAgent {
  const { core } = options;
  const logged = (work: Promise<void>): void =>
    void work.catch((error: unknown) => isGone(error) || options.log('Porter could not answer', error));
  const questions = new Questions(core.now);
  const openings = new Openings((personId, said) => tellAdmin(core, personId, said, null));
  const closedLinks = new ClosedLinks(core);
  const isSetUp = (): boolean => core.directory.home.set_up_at !== null;
  let isWelcomeDue = !isSetUp();
  options.backups.onFailing((failing) => logged(tellFailing(core, failing)));
  // The home may have ended between its setting up and the welcome.
  logged((isWelcomeDue ? Promise.resolve() : welcomeIfMissing(core)).then(() => tellPutBack(options)));
  return core.onChange(({ event }) => {
    if (event.type === 'home.changed' && isWelcomeDue && isSetUp()) {
      isWelcomeDue = false;
      logged(welcome(core));
    }
    if (event.type === 'invite.changed') logged(tellOwner(core, event.invite));
    if (event.type === 'agent_invite.changed') logged(tellMaker(core, event.invite));
    if (event.type === 'message.changed') questions.changed(event.message);
    if (event.type === 'sharing.changed') {
      logged(openings.changed(event.sharing));
      logged(tellClosedLinks(core, closedLinks, event.sharing));
    }
    if (event.type === 'message.posted') {
      const { message } = event;
      const poster = core.posting.posterOf(message.id);
      if (!poster || !isForPorter(core, message)) return;
      // Its token may not do what the person may, so that Porter may not do it for it. It answers no question of the person either.
      if (isProgram(poster)) logged(say(core, message.room_id, words.onlyPages(), { replyTo: message.id, clientId: null }));
      else logged(answer({ ...options, questions, opening: openings.for(message.author_id) }, message));
    }
  });
}

/** The message or its room was deleted before it had an answer. */
function isGone(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'message_not_found' || error.code === 'room_not_found');
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

/** One message until a backup succeeds, also after a restart. */
async function tellFailing(core: Core, { since, problem }: FailingBackups): Promise<void> {
  const { owner } = core.directory;
  if (owner) await tellAdmin(core, owner.id, words.backupsFail(problem), `backups fail after ${since}`);
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

async function tellClosedLinks(core: Core, closedLinks: ClosedLinks, sharing: Sharing): Promise<void> {
  const notices = closedLinks.changed(sharing);
  if (notices.length === 0) return;
  await Promise.all(notices.map(({ person_id, words: said, once }) => tellAdmin(core, person_id, said, once)));
  await core.write('keepClosedLinks', { said: closedLinks.said });
}

/** Nothing is said to a person who may not know it any more. */
async function tellAdmin(core: Core, personId: string, said: Words, clientId: string | null): Promise<void> {
  if (!mayAdminister(core.directory, { participant_id: personId, grant: EVERY_RIGHT })) return;
  const direct = await core.write('openDirect', { id: newId(), pair: [PORTER_ID, personId], created_by: personId });
  await say(core, direct.id, said, { replyTo: null, clientId });
}

async function answer(options: ReactOptions, message: Message): Promise<void> {
  const { core, questions } = options;
  const { react } = await import('./react.ts');
  const reaction = await react(options, message);
  if (!reaction) return;
  const { answer: said, isPrivate, wants } = reaction;
  const asker = message.author_id;
  const room = core.directory.room(message.room_id)?.room;
  const isElsewhere = isPrivate && !(room?.direct && room.member_ids.includes(PORTER_ID));
  const { id: room_id } = isElsewhere
    ? await core.write('openDirect', { id: newId(), pair: [PORTER_ID, asker], created_by: asker })
    : { id: message.room_id };
  const id = newId();
  if (wants) questions.put(asker, { id, room_id, asked_by_message: message.id, wants });
  await say(core, room_id, said, { id, replyTo: isElsewhere ? null : message.id, clientId: null });
  if (isElsewhere) await say(core, message.room_id, words.answeredPrivately(room_id), { replyTo: message.id, clientId: null });
}

/** Said to it directly or by name, and by a person: agents that talk to each other would never stop. */
function isForPorter(core: Core, message: Message): boolean {
  const author = core.directory.participant(message.author_id);
  const room = core.directory.room(message.room_id)?.room;
  // In a sealed room it could not read what is asked, nor may its answer be written.
  if (author?.kind !== 'person' || message.kind !== 'chat' || !room || room.encrypted) return false;
  return message.mentions.includes(PORTER_ID) || (room.direct && room.member_ids.includes(PORTER_ID));
}

interface Said {
  id?: string;
  replyTo: string | null;
  clientId: string | null;
}

async function say(core: Core, roomId: string, { text, metadata }: Words, { id = newId(), replyTo, clientId }: Said): Promise<void> {
  const room = core.directory.room(roomId)?.room;
  if (!room) return;
  if (!room.member_ids.includes(PORTER_ID)) await core.write('addMember', { room_id: roomId, participant_id: PORTER_ID, by_id: null });
  const posted = core.write('postMessage', {
    id,
    room_id: roomId,
    author_id: PORTER_ID,
    kind: 'chat',
    content: text,
    reply_to: replyTo,
    metadata: metadata ?? null,
    mentions: [],
    client_id: clientId,
    key_id: null,
    in_run: 'outside',
  });
  await posted.catch((error: unknown) => {
    // Sent already, perhaps with another text: a name may have changed between two attempts.
    if (!(error instanceof AppError && error.code === 'idempotency_mismatch' && clientId !== null)) throw error;
  });
}
