// The slash commands of the composer: for whom each is, and how a text is read as one.
import type { Membership, Person } from '../../../src-shared/objects.ts';
import { mayCreateRooms, mayEditRoom, mayManage } from '../../../src-shared/permissions.ts';
import { strings } from '../../strings/all-strings.ts';
import { fuzzyFilter } from '../../lib/fuzzy.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { offersAdding } from '../rooms/offers-adding.ts';

export type SlashName = keyof typeof strings.slash.command;

export interface SlashCommand {
  name: SlashName;
  /** Without it the command would have nothing to do. */
  needsWords: boolean;
  isFor(facts: SlashFacts): boolean;
}

/** The room as it is at the moment. */
export interface SlashFacts {
  me: Person;
  room: RoomFacts;
  membership: Membership | null;
  isMuted: boolean;
  isLeader: boolean;
}

const always = (): boolean => true;

const COMMANDS: readonly SlashCommand[] = [
  { name: 'help', needsWords: false, isFor: always },
  { name: 'search', needsWords: false, isFor: always },
  { name: 'dm', needsWords: true, isFor: always },
  { name: 'join', needsWords: true, isFor: always },
  { name: 'me', needsWords: true, isFor: always },
  { name: 'who', needsWords: false, isFor: always },
  { name: 'status', needsWords: false, isFor: always },
  { name: 'mute', needsWords: false, isFor: ({ membership, isMuted }) => membership !== null && !isMuted },
  { name: 'unmute', needsWords: false, isFor: ({ isMuted }) => isMuted },
  { name: 'dnd', needsWords: false, isFor: always },
  { name: 'remind', needsWords: false, isFor: always },
  { name: 'room', needsWords: false, isFor: ({ me }) => mayCreateRooms(me) },
  { name: 'add', needsWords: false, isFor: ({ me, room }) => offersAdding(me, room) },
  { name: 'invite', needsWords: false, isFor: ({ me }) => mayManage(me) },
  { name: 'topic', needsWords: true, isFor: ({ me, room }) => mayEditRoom(me, room) },
  { name: 'rename', needsWords: true, isFor: ({ me, room }) => mayEditRoom(me, room) },
  { name: 'vote', needsWords: false, isFor: always },
  { name: 'task', needsWords: false, isFor: always },
  { name: 'decide', needsWords: false, isFor: ({ isLeader }) => isLeader },
  { name: 'archive', needsWords: false, isFor: ({ me, room }) => mayEditRoom(me, room) },
  { name: 'leave', needsWords: false, isFor: ({ room }) => !room.direct },
  { name: 'settings', needsWords: false, isFor: always },
];

export function slashCommandsFor(facts: SlashFacts): SlashCommand[] {
  return COMMANDS.filter((command) => command.isFor(facts));
}

export function offeredCommands(commands: readonly SlashCommand[], word: string): SlashCommand[] {
  return fuzzyFilter(commands, word, ({ name }) => name);
}

export type Written =
  | { kind: 'message'; content: string }
  | { kind: 'command'; command: SlashCommand; words: string }
  | { kind: 'problem'; text: string };

/** A text is a message, unless it begins with a slash and a word. Two slashes send one. */
export function readWritten(text: string, commands: readonly SlashCommand[]): Written {
  if (text.startsWith('//')) return { kind: 'message', content: text.slice(1) };
  const [, word, rest = ''] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  if (word === undefined) return { kind: 'message', content: text };
  const command = commands.find(({ name }) => name === word.toLowerCase());
  if (!command) return { kind: 'problem', text: strings.slash.noCommand(word) };
  const words = rest.trim();
  if (command.needsWords && words === '')
    return { kind: 'problem', text: strings.slash.writeAfter(command.name, strings.slash.command[command.name].takes) };
  return command.name === 'me' ? actionOf(words) : { kind: 'command', command, words };
}

/** "/me waves" is a message in italics. */
function actionOf(words: string): Written {
  if (words.includes('\n')) return { kind: 'problem', text: strings.slash.meIsOneLine };
  const mark = words.includes('*') ? '_' : '*';
  return { kind: 'message', content: `${mark}${words}${mark}` };
}
