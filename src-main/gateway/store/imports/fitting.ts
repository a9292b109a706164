// Makes what readers give fit the rules of a home: names that can be seen, and texts and files that are not too large.
import { isReaction, normalReaction } from '../../../../src-shared/reaction.ts';
import { DESCRIPTION_CHARS_MAX, MENTIONS_MAX, MESSAGE_BYTES_MAX, FILES_PER_MESSAGE_MAX } from '../../../../src-shared/limits.ts';
import { cutLine, harmlessLine } from '../../../../src-shared/name.ts';
import type { Item, Items, SourceMessage, SourceRoom } from './stream.ts';

export interface Fit {
  /** The home deletes messages that are older. Null: it keeps all. */
  oldest: number | null;
  fileBytesMax: number;
}

const CUT = '\n…';

export async function* fitting(items: Items, fit: Fit): Items {
  const rooms = new Set<string>();
  for await (const item of items) {
    if ('person' in item) yield { person: { ...item.person, name: harmlessLine(item.person.name) || 'Unknown' } };
    else if ('room' in item) {
      rooms.add(item.room.id);
      yield { room: fittingRoom(item.room) };
    } else if ('leftOut' in item) yield item;
    else if (rooms.has(item.message.room_id)) yield* fittingMessage(item.message, fit);
    else yield { leftOut: 'message_in_no_room' };
  }
}

function fittingRoom(room: SourceRoom): SourceRoom {
  const line = (text: string | null): string | null => text && (cutLine(wellFormed(text), DESCRIPTION_CHARS_MAX) || null);
  return { ...room, name: harmlessLine(room.name) || 'Room', description: line(room.description), topic: line(room.topic) };
}

function* fittingMessage(message: SourceMessage, { oldest, fileBytesMax }: Fit): Generator<Item, void, undefined> {
  if (oldest !== null && message.written_at < oldest) return yield { leftOut: 'message_too_old' };
  const whole = wellFormed(message.content).trim();
  const content = cutBytes(whole);
  if (content !== whole) yield { leftOut: 'message_shortened' };
  const fits = message.files.filter(({ size }) => size <= fileBytesMax).slice(0, FILES_PER_MESSAGE_MAX);
  for (let missing = message.files.length - fits.length; missing > 0; missing -= 1) yield { leftOut: 'file_too_large' };
  if (content === '' && fits.length === 0) return yield { leftOut: 'message_without_text' };
  const files = fits.map((file) => ({ ...file, name: harmlessLine(file.name.split(/[/\\]/).at(-1) ?? '') || 'file' }));
  const reactions = message.reactions
    .map(({ emoji, person_ids }) => ({ emoji: normalReaction(emoji), person_ids: [...new Set(person_ids)] }))
    .filter(({ emoji }) => isReaction(emoji));
  for (let odd = message.reactions.length - reactions.length; odd > 0; odd -= 1) yield { leftOut: 'reaction' };
  yield { message: { ...message, content, files, reactions, mentions: message.mentions.slice(0, MENTIONS_MAX) } };
}

/** Without halves of characters, and without zeros, which ends texts in some programs. */
function wellFormed(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Cs}/gu, '\uFFFD');
}

function cutBytes(text: string): string {
  // No character takes more than three bytes for each of its code units.
  if (text.length * 3 <= MESSAGE_BYTES_MAX || Buffer.byteLength(text) <= MESSAGE_BYTES_MAX) return text;
  const bytes = Buffer.from(text).subarray(0, MESSAGE_BYTES_MAX - Buffer.byteLength(CUT));
  return new TextDecoder().decode(bytes, { stream: true }) + CUT;
}
