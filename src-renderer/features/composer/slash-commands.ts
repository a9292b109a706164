// The slash commands of the composer.
import type { Person } from '../../../src-shared/objects.ts';
import { fuzzyFilter } from '../../lib/fuzzy.ts';
import { mayCreateRooms, mayEditRoom, mayManage } from '../../../src-shared/permissions.ts';
import { offersAdding } from '../rooms/offers-adding.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { strings } from '../../strings/strings.ts';
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
  /** Without it the command would have nothing to do. */
  needsWords: boolean;
  isFor(me: Person, room: RoomFacts, isLeader: boolean): boolean;
}

const always = (): boolean => true;

const COMMANDS: readonly SlashCommand[] = [
  { name: 'help', needsWords: false, isFor: always },
  { name: 'search', needsWords: false, isFor: always },
  { name: 'room', needsWords: false, isFor: mayCreateRooms },
  { name: 'add', needsWords: false, isFor: offersAdding },
  { name: 'invite', needsWords: false, isFor: mayManage },
  { name: 'topic', needsWords: true, isFor: mayEditRoom },
  { name: 'rename', needsWords: true, isFor: mayEditRoom },
  { name: 'vote', needsWords: false, isFor: always },
  { name: 'task', needsWords: false, isFor: always },
  {
    name: 'decide',
    needsWords: false,
    isFor: (_me, _room, isLeader) => isLeader,
  },
  { name: 'archive', needsWords: false, isFor: mayEditRoom },
  { name: 'leave', needsWords: false, isFor: (_me, room) => !room.direct },
  { name: 'settings', needsWords: false, isFor: always },
];

export function slashCommandsFor(me: Person, room: RoomFacts, isLeader: boolean): SlashCommand[] {
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

/** A text is a message, unless it begins with a slash and a word. Two slashes send one. */
export function readWritten(text: string, commands: readonly SlashCommand[]): Written {
  if (text.startsWith('//')) return { kind: 'message', content: text.slice(1) };
  const [, word, rest = ''] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  if (word === undefined) return { kind: 'message', content: text };
  const command = commands.find(({ name }) => name === word.toLowerCase());
  if (!command) return { kind: 'problem', text: strings.composer.noCommand(word) };
  if (command.needsWords && rest.trim() === '')
    return { kind: 'problem', text: strings.composer.writeAfter(command.name, strings.composer.command[command.name].takes) };
  return { kind: 'command', command, words: rest.trim() };
}
