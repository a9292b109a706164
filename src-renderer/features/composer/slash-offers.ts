// The suggestions for a text that begins with a slash: commands, and the people, rooms and times that may follow one.
import type { Participant, Presence, RoomView } from '../../../src-shared/objects.ts';
import { isActive } from '../../../src-shared/participants.ts';
import { fuzzyFilter, fuzzyScore, folded, GOOD_FIT } from '../../lib/fuzzy.ts';
import { strings } from '../../strings/all-strings.ts';
import { offeredCommands, type SlashCommand, type SlashName } from './slash-commands.ts';

export type SlashOffer =
  | { kind: 'command'; command: SlashCommand }
  | { kind: 'participant'; participant: Participant }
  | { kind: 'room'; view: RoomView }
  | { kind: 'word'; word: string; help: string };

export interface OfferSource {
  commands: readonly SlashCommand[];
  participants: Readonly<Record<string, Participant>>;
  presence: Readonly<Record<string, Presence>>;
  rooms: Readonly<Record<string, RoomView>>;
  meId: string;
}

const SHOWN_MAX = 20;
const TIMES = ['1h', '8h', 'tomorrow', 'monday'] as const;
/** The word behind /status that removes it. */
export const CLEAR = 'clear';

/** `typed`: the text between the slash and the caret. */
export function slashOffers(typed: string, source: OfferSource): SlashOffer[] {
  const [, word = '', words] = /^([a-z]*)(?:\s+(.*))?$/i.exec(typed) ?? [];
  if (words === undefined) return /\s/.test(typed) || word !== typed ? [] : commandOffers(word, source);
  const command = source.commands.find(({ name }) => name === word.toLowerCase());
  return command ? argumentOffers(command.name, words, source).slice(0, SHOWN_MAX) : [];
}

/** The text that takes the place of what was typed. */
export function completion(typed: string, offer: SlashOffer): string {
  const word = /^[a-z]*/i.exec(typed)?.[0] ?? '';
  switch (offer.kind) {
    case 'command':
      return offer.command.name === 'help' ? '/' : `/${offer.command.name} `;
    case 'participant':
      return `/${word} ${offer.participant.name} `;
    case 'room':
      return `/${word} ${offer.view.room.name}`;
    case 'word':
      return `/${word} ${offer.word}`;
  }
}

export function offerKey(offer: SlashOffer): string {
  switch (offer.kind) {
    case 'command':
      return offer.command.name;
    case 'participant':
      return offer.participant.id;
    case 'room':
      return offer.view.room.id;
    case 'word':
      return offer.word;
  }
}

/** Everyone that one can write to. */
export function addressees({ participants, meId }: Pick<OfferSource, 'participants' | 'meId'>): Participant[] {
  return Object.values(participants).filter((each) => each.id !== meId && isActive(each));
}

/** Every room with a name. */
export function namedRooms(rooms: Readonly<Record<string, RoomView>>): RoomView[] {
  return Object.values(rooms).filter(({ room }) => !room.direct);
}

function commandOffers(word: string, { commands }: OfferSource): SlashOffer[] {
  return offeredCommands(commands, word).map((command) => ({ kind: 'command', command }));
}

function argumentOffers(name: SlashName, words: string, source: OfferSource): SlashOffer[] {
  switch (name) {
    case 'dm':
      return fittingNames(addressees(source), withoutSign(words), ({ name: each }) => each)
        .sort((a, b) => Number(source.presence[b.id]?.online ?? false) - Number(source.presence[a.id]?.online ?? false))
        .map((participant) => ({ kind: 'participant', participant }));
    case 'join':
      return fittingNames(
        namedRooms(source.rooms).filter(({ room }) => room.archived_at === null),
        withoutSign(words),
        ({ room }) => room.name,
      ).map((view) => ({ kind: 'room', view }));
    case 'mute':
    case 'remind':
    case 'dnd':
      return fittingNames(TIMES, words, String).map((word) => ({ kind: 'word', word, help: strings.slash.times[word] }));
    case 'status':
      return words === '' ? [] : fittingNames([CLEAR], words, String).map((word) => ({ kind: 'word', word, help: strings.slash.clear }));
    default:
      return [];
  }
}

/** "@Sarah" and "#design" are written elsewhere, so here too. */
export function withoutSign(words: string): string {
  return words.replace(/^[@#]/, '');
}

/** None once a name is complete, so that Enter carries out the command. */
function fittingNames<T>(items: readonly T[], words: string, nameOf: (item: T) => string): T[] {
  const typed = folded(words);
  if (items.some((item) => folded(nameOf(item)) === typed)) return [];
  return fuzzyFilter(items, words, nameOf).filter((item) => typed === '' || (fuzzyScore(words, nameOf(item)) ?? 0) >= GOOD_FIT);
}
