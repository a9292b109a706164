// An export in the form of Slack's, which many programs read: lists of users and conversations, and a file for each day of a conversation.
import { isGroupId } from '../../../src-shared/group-mentions.ts';
import type { Message, Participant, Room } from '../../../src-shared/objects.ts';
import { writeFiles } from './files.ts';
import type { ExportCounts } from './job.ts';
import { namedIn, type ExportedRoom, type Moment } from './moment.ts';
import { slugOf, uniqueNames } from './names.ts';
import type { Pieces, Sink } from './sink.ts';
import { slackIds, type SlackIds } from './slack-ids.ts';
import { emojiNames, slackMessage, type SlackMessage, type Writing } from './slack-message.ts';
import { dayOf } from './words.ts';

/** The file of a list, and the kind of id that its conversations have. */
const LISTS = { 'channels.json': 'C', 'groups.json': 'G', 'dms.json': 'D' } as const;
type List = keyof typeof LISTS;

interface Conversation {
  exported: ExportedRoom;
  list: List;
  id: string;
  folder: string;
}

export async function writeSlack(moment: Moment, sink: Sink): Promise<ExportCounts> {
  const files = await writeFiles(moment, sink);
  const ids = slackIds();
  const named = new Set<string>([moment.job.exporter_id]);
  const emojiName = await emojiNames();
  const conversations = conversationsOf(moment, ids);
  let messages = 0;
  for (const conversation of conversations)
    messages += await writeConversation(conversation, { moment, files, ids, emojiName, named }, sink);
  for (const list of Object.keys(LISTS)) {
    const its = conversations.filter((each) => each.list === list);
    await sink.add(list, jsonList(its.map((each) => described(each, { moment, ids, named }))));
  }
  await sink.add('mpims.json', ['[]\n']);
  await sink.add('integration_logs.json', ['[]\n']);
  await sink.add('users.json', jsonList(usersOf(moment, ids, named)));
  return {
    rooms: conversations.length,
    messages,
    files: files.count,
    missing: files.missing.length,
    encrypted_rooms: moment.encryptedRooms,
  };
}

function conversationsOf({ rooms }: Moment, ids: SlackIds): Conversation[] {
  const unique = uniqueNames();
  return rooms.map((exported): Conversation => {
    const { room, name } = exported;
    const list: List = room.direct ? 'dms.json' : room.visibility === 'public' ? 'channels.json' : 'groups.json';
    const id = ids(LISTS[list], room.id);
    return { exported, list, id, folder: room.direct ? id : unique(slugOf(name, id.toLowerCase())) };
  });
}

function seconds(time: number): number {
  return Math.floor(time / 1_000);
}

type Naming = Pick<Writing, 'moment' | 'ids' | 'named'>;

function described({ exported: { room, name }, id, list, folder }: Conversation, { moment, ids, named }: Naming): object {
  for (const each of room.member_ids) named.add(each);
  const members = room.member_ids.map((each) => ids('U', each));
  const created = seconds(room.created_at);
  if (list === 'dms.json') return { id, created, members };
  const creator = creatorOf(room, moment);
  named.add(creator);
  const text = (value: string | null): object => ({
    value: value ?? '',
    creator: ids('U', creator),
    last_set: value === null ? 0 : created,
  });
  return {
    ...{ id, name: folder, created, creator: ids('U', creator), is_archived: room.archived_at !== null, is_general: room.id === 'lobby' },
    ...{ members, topic: text(room.topic), purpose: text(room.description), ...(folder !== name && { previous_names: [name] }) },
  };
}

/** Slack's conversations always have one. */
function creatorOf({ created_by }: Room, { job }: Moment): string {
  return created_by ?? job.exporter_id;
}

function* usersOf({ participant, nameOf }: Moment, ids: SlackIds, named: ReadonlySet<string>): Generator<object> {
  const unique = uniqueNames();
  for (const id of named) {
    if (isGroupId(id)) continue;
    const real_name = nameOf(id);
    yield {
      ...{ id: ids('U', id), team_id: 'T0', name: unique(slugOf(real_name, 'user')), deleted: isDeleted(participant(id)) },
      ...{ real_name, is_bot: participant(id)?.kind !== 'person', profile: { real_name, display_name: real_name } },
    };
  }
}

function isDeleted(found: Participant | null): boolean {
  return found === null || (found.kind === 'person' ? found.revoked_at !== null : found.removed_at !== null);
}

function* jsonList(items: Iterable<object>): Generator<string> {
  let before = '[\n';
  for (const item of items) {
    yield `${before}${JSON.stringify(item)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}

/** A file for each day: its messages are in the order of their times, which an import may have made another one than that of the room. */
async function writeConversation({ exported, folder }: Conversation, writing: Writing, sink: Sink): Promise<number> {
  const { moment, named } = writing;
  const stamps = timeStamps();
  const threads = new Map<string, string>();
  let count = 0;
  const messages = moment.messages(exported.room.id, 'time')[Symbol.iterator]();
  let next = messages.next();
  while (next.done !== true) {
    const day = dayOf(next.value.created_at);
    const ofDay = function* (): Generator<SlackMessage> {
      for (; next.done !== true && dayOf(next.value.created_at) === day; next = messages.next()) {
        const message: Message = next.value;
        for (const id of namedIn(message)) named.add(id);
        const ts = stamps(message.created_at);
        if (message.thread_id === message.id) threads.set(message.id, ts);
        count += 1;
        yield slackMessage(message, ts, threads.get(message.thread_id ?? '') ?? null, writing);
      }
    };
    await sink.add(`${folder}/${day}.json`, jsonList(ofDay()) satisfies Pieces);
  }
  return count;
}

/** Slack's time is the id of a message in its conversation: of those of one millisecond each has another number. */
function timeStamps(): (time: number) => string {
  let last = 0;
  return (time) => {
    last = Math.max(time * 1_000, last + 1);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, '0')}`;
  };
}
