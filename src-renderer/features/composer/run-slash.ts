// Carries out the slash commands.
import type { Place } from '../../../src-shared/deep-link.ts';
import { QUIET_MS_MAX, REMINDER_AHEAD_MS_MAX, REMINDER_CHARS_MAX, STATUS_CHARS_MAX } from '../../../src-shared/limits.ts';
import { HOUR_MS, isQuiet } from '../../../src-shared/notify/quiet.ts';
import { isReaction } from '../../../src-shared/reaction.ts';
import { isMuted } from '../../../src-shared/notify/rule.ts';
import { readWhen } from '../../lib/when.ts';
import { strings } from '../../strings/all-strings.ts';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { roomTitle } from '../../sync/room-words.ts';
import type { App } from '../../sync/store.ts';
import { listed } from '../../ui/phrases.ts';
import { untilWords } from '../notify/until-words.ts';
import { directRoomWith } from '../people/use-open-direct.ts';
import { isEmojiOnly } from '../timeline/emoji-only.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import { findNamed } from './find-named.ts';
import { slashCommandsFor, type SlashCommand } from './slash-commands.ts';
import { addressees, CLEAR, namedRooms, withoutSign, type OfferSource } from './slash-offers.ts';

/** The actions besides the change itself. */
export type Done =
  /** A sentence about it. */
  | { toast: string }
  | { dialog: OpenDialog }
  /** The list of commands. */
  | { text: string }
  /** To a room, once the field is empty: what is in it is kept when the room is left. */
  | { goTo: Place };

/** A fault in the words behind a command, in a sentence for the user. */
export class SlashProblem extends Error {}

type SlashApp = Pick<App, 'store' | 'client' | 'actions'>;

/** The commands and what may follow them, at this moment. */
export function offerSource({ store }: Pick<App, 'store'>, room: RoomFacts): OfferSource {
  const { snapshot } = store.getState();
  if (!snapshot) return { commands: [], participants: {}, presence: {}, rooms: {}, meId: '' };
  const { participants, presence, rooms, me_id: meId } = snapshot;
  const me = participants[meId];
  const membership = rooms[room.id]?.membership ?? null;
  const isLeader = snapshot.floors[room.id]?.leader_id === meId;
  const facts = { room, membership, isLeader, isMuted: membership !== null && isMuted(membership, Date.now()) };
  const commands = me?.kind === 'person' ? slashCommandsFor({ me, ...facts }) : [];
  return { commands, participants, presence, rooms, meId };
}

/** Throws a SlashProblem, or the server's error. */
export async function runSlash(app: SlashApp, room: RoomFacts, { name }: SlashCommand, words: string): Promise<Done> {
  const { request } = app.client;
  const source = offerSource(app, room);
  const room_id = room.id;
  switch (name) {
    case 'help':
      return { text: '/' };
    case 'search':
      return { dialog: { kind: 'search', query: words } };
    case 'room':
      return { dialog: { kind: 'create-room', name: words } };
    case 'add':
      return { dialog: { kind: 'add-member', room_id } };
    case 'invite':
      return { dialog: { kind: 'invites' } };
    case 'vote':
      return { dialog: { kind: 'vote', room_id, title: words } };
    case 'task':
      return { dialog: { kind: 'new-task', room_id, title: words } };
    case 'settings':
      return { dialog: { kind: 'settings', page: 'you' } };
    case 'leave':
      return { dialog: { kind: 'remove-member', room_id, participant_id: source.meId } };
    case 'decide':
      return { dialog: { kind: 'decide', room_id, content: words } };
    case 'topic':
      await request('update_room', { room_id, topic: words });
      return { toast: strings.slash.topicSet };
    case 'rename':
      await request('update_room', { room_id, name: words });
      return { toast: strings.slash.renamed(words) };
    case 'archive':
      await request('archive_room', { room_id });
      return { toast: strings.slash.putAway };
    case 'dm':
      return direct(app, source, words);
    case 'join':
      return join(app, source, words);
    case 'who':
      return { toast: whoIsHere(room, source) };
    case 'status':
      return status(app, words);
    case 'mute':
    case 'unmute': {
      const until = name === 'mute' && words !== '' ? timeIn(words) : null;
      const title = roomTitle(room, source.participants, source.meId);
      const before = source.rooms[room_id]?.membership?.notify_level ?? 'default';
      const unmuted = before === 'none' ? 'default' : before;
      await request('set_notify_level', { room_id, level: name === 'mute' ? 'none' : unmuted, until });
      if (name === 'unmute') return { toast: strings.slash.unmuted(title) };
      return { toast: until === null ? strings.slash.muted(title) : strings.slash.mutedUntil(title, untilWords(until, Date.now())) };
    }
    case 'remind':
      return remind(app, words);
    case 'dnd':
      return doNotDisturb(app, words);
    case 'me':
      throw new Error('It is sent as a message.');
  }
}

async function direct(app: SlashApp, source: OfferSource, words: string): Promise<Done> {
  const found = findNamed(withoutSign(words), addressees(source), ({ name }) => name);
  if (!found) throw new SlashProblem(strings.slash.noParticipant);
  const [participant, ...others] = found.items;
  if (!participant || others.length > 0) throw new SlashProblem(strings.slash.severalOfThatName(found.items.length));
  const room_id = await directRoomWith(app, participant.id);
  const content = found.rest.trim();
  if (content !== '') {
    const message = { room_id, content, files: [], reply_to: null, thread_id: null, also_in_room: false, mentions: [] };
    app.actions.send(message);
  }
  return { goTo: { room_id, seq: null } };
}

async function join(app: SlashApp, source: OfferSource, words: string): Promise<Done> {
  const found = findNamed(withoutSign(words), namedRooms(source.rooms), ({ room }) => room.name);
  const view = found?.rest === '' ? (found.items.find(({ membership }) => membership !== null) ?? found.items[0]) : undefined;
  if (!view) throw new SlashProblem(strings.slash.noRoom(words));
  const room_id = view.room.id;
  if (!view.membership && view.room.archived_at === null) await app.client.request('add_member', { room_id, participant_id: source.meId });
  return { goTo: { room_id, seq: null } };
}

const WHO_MAX = 12;

function whoIsHere(room: RoomFacts, { participants, presence, meId }: OfferSource): string {
  const members = room.member_ids.flatMap((id) => participants[id] ?? []);
  const online = members.filter(({ id }) => id !== meId && presence[id]?.online === true);
  const away = members.length - online.length - (room.member_ids.includes(meId) ? 1 : 0);
  if (online.length === 0) return strings.slash.onlyYouOnline(away);
  return strings.slash.online(listed([strings.slash.you, ...online.map(({ name }) => name)], WHO_MAX), away);
}

async function status({ client }: SlashApp, words: string): Promise<Done> {
  if (words === '') return { dialog: { kind: 'settings', page: 'you' } };
  if (words.toLowerCase() === CLEAR) {
    await client.request('update_profile', { status: null });
    return { toast: strings.slash.statusCleared };
  }
  const [first = '', ...others] = words.split(/\s+/u);
  const emoji = isReaction(first) && isEmojiOnly(first) ? first : null;
  const text = (emoji === null ? [first, ...others] : others).join(' ');
  if (text.length > STATUS_CHARS_MAX) throw new SlashProblem(strings.slash.statusTooLong(STATUS_CHARS_MAX));
  await client.request('update_profile', { status: { emoji, text } });
  return { toast: strings.slash.statusSet };
}

async function doNotDisturb({ store, client }: SlashApp, words: string): Promise<Done> {
  const now = Date.now();
  const isOff = words.toLowerCase() === 'off';
  const quiet_until = isOff ? null : words === '' ? now + HOUR_MS : timeIn(words);
  await client.request('set_notify_preferences', { quiet_until });
  if (quiet_until !== null) return { toast: strings.notify.quiet.until(untilWords(quiet_until, now)) };
  const { preferences } = store.getState().snapshot ?? {};
  const areHoursOn = preferences !== undefined && isQuiet({ ...preferences, quiet_until: null }, now);
  return { toast: areHoursOn ? strings.notify.quiet.hours : strings.slash.dndOff };
}

async function remind({ client }: SlashApp, words: string): Promise<Done> {
  if (words === '') return { dialog: { kind: 'remind' } };
  const now = Date.now();
  const when = readWhen(words, now);
  if (!when) throw new SlashProblem(strings.slash.noTime(words));
  const text = when.rest.replace(/^to\s+/i, '').replaceAll(/\s+/gu, ' ');
  if (text === '') throw new SlashProblem(strings.slash.remindWhat);
  if (text.length > REMINDER_CHARS_MAX) throw new SlashProblem(strings.slash.remindTooLong(REMINDER_CHARS_MAX));
  if (when.at <= now) throw new SlashProblem(strings.slash.timePassed);
  if (when.at > now + REMINDER_AHEAD_MS_MAX) throw new SlashProblem(strings.slash.remindTooFar);
  await client.request('remind_me', { text, remind_at: when.at });
  return { toast: strings.savedPanel.reminderSet(dayAndTime(when.at, now)) };
}

/** A time in the future that is all of the text. */
function timeIn(words: string): number {
  const now = Date.now();
  const when = readWhen(words, now);
  if (when?.rest !== '') throw new SlashProblem(strings.slash.noTime(words));
  if (when.at <= now) throw new SlashProblem(strings.slash.timePassed);
  if (when.at > now + QUIET_MS_MAX) throw new SlashProblem(strings.slash.timeTooFar);
  return when.at;
}
