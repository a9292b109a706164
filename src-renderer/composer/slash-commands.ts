// What can be done from the composer by a word after a slash.
import type { Person, Room } from '../../src-shared/objects.ts';
import { fuzzyFilter } from '../sidebar/fuzzy.ts';
import { mayAddMembers, mayCreateRooms, mayEditRoom, mayManage } from '../state/permissions.ts';
import type { Typed } from './use-suggestions.ts';

export type SlashName =
  | 'help'
  | 'search'
  | 'room'
  | 'add'
  | 'invite'
  | 'topic'
  | 'rename'
  | 'leave'
  | 'archive'
  | 'vote'
  | 'task'
  | 'decide'
  | 'settings';

export interface SlashCommand {
  name: SlashName;
  /** What may follow it. */
  takes: string;
  help: string;
  /** Without it the command would have nothing to do. */
  needsWords: boolean;
  isFor(me: Person, room: Room, isLeader: boolean): boolean;
}

const always = (): boolean => true;

const COMMANDS: readonly SlashCommand[] = [
  { name: 'help', takes: '', help: 'What can be done here', needsWords: false, isFor: always },
  { name: 'search', takes: 'words', help: 'Find messages', needsWords: false, isFor: always },
  { name: 'room', takes: 'name', help: 'Make a room', needsWords: false, isFor: mayCreateRooms },
  { name: 'add', takes: '', help: 'Let somebody into this room', needsWords: false, isFor: mayAddMembers },
  { name: 'invite', takes: '', help: 'Invite a friend to this home', needsWords: false, isFor: mayManage },
  { name: 'topic', takes: 'what it is about', help: 'Describe this room', needsWords: true, isFor: mayEditRoom },
  { name: 'rename', takes: 'name', help: 'Call this room something else', needsWords: true, isFor: mayEditRoom },
  { name: 'vote', takes: 'question', help: 'Call a vote among those who are here', needsWords: false, isFor: always },
  { name: 'task', takes: 'what is to be done', help: 'Make a task', needsWords: false, isFor: always },
  {
    name: 'decide',
    takes: 'what is decided',
    help: 'Decide for this room, as its leader',
    needsWords: false,
    isFor: (_me, _room, isLeader) => isLeader,
  },
  { name: 'archive', takes: '', help: 'Put this room away', needsWords: false, isFor: mayEditRoom },
  { name: 'leave', takes: '', help: 'Leave this room', needsWords: false, isFor: (_me, room) => !room.direct },
  { name: 'settings', takes: '', help: 'Change how Lanai is for you', needsWords: false, isFor: always },
];

export function slashCommandsFor(me: Person, room: Room, isLeader: boolean): SlashCommand[] {
  return COMMANDS.filter((command) => command.isFor(me, room, isLeader));
}

/** The word after the slash that begins the text, while the caret is in it. */
export function slashQuery(text: string, caret: number): Typed | null {
  const found = /^\/([a-z]*)$/i.exec(text.slice(0, caret));
  return found ? { start: 0, text: found[1] ?? '' } : null;
}

export function offeredCommands(commands: readonly SlashCommand[], query: Typed): SlashCommand[] {
  return fuzzyFilter(commands, query.text, ({ name }) => name);
}

export type Written =
  | { kind: 'message'; content: string }
  | { kind: 'command'; command: SlashCommand; words: string }
  | { kind: 'problem'; text: string };

/** What was written is a message, unless it begins with a slash and a word. Two slashes are one that is sent. */
export function readWritten(text: string, commands: readonly SlashCommand[]): Written {
  if (text.startsWith('//')) return { kind: 'message', content: text.slice(1) };
  const [, word, words = ''] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  if (word === undefined) return { kind: 'message', content: text };
  const command = commands.find(({ name }) => name === word.toLowerCase());
  if (!command) return { kind: 'problem', text: `There is no /${word} here. Type / to see what there is, or // to send a slash.` };
  if (command.needsWords && words.trim() === '') return { kind: 'problem', text: `Write after it: /${command.name} ${command.takes}.` };
  return { kind: 'command', command, words: words.trim() };
}
