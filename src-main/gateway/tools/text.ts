// Text for language models: one line per item, with a number or an id for later calls.
import type { Message, Participant } from '../../../src-shared/objects.ts';
import { isWebhook } from '../../../src-shared/participants.ts';

const TEXT_CHARS_MAX = 8_000;

/** `2026-12-01 18:20Z` */
export function timeText(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

export function nameOf(id: string | null, participants: readonly Pick<Participant, 'id' | 'name'>[]): string {
  return participants.find((each) => each.id === id)?.name ?? 'someone who is gone';
}

interface LineOptions {
  participants: readonly Participant[];
  /** The messages of the same answer, to which replies refer by number. */
  among: readonly Message[];
  /** The name of the room, where an answer has several. */
  room?: string | undefined;
}

export function messageLine(message: Message, { participants, among, room }: LineOptions): string {
  const {
    seq,
    author_id,
    kind,
    content,
    reply_to,
    thread_id,
    created_at,
    edited_at,
    deleted_at,
    attachments,
    reactions,
    act,
    choices = [],
    choice,
  } = message;
  const author = participants.find(({ id }) => id === author_id);
  const answered = reply_to === null ? undefined : among.find(({ id }) => id === reply_to);
  const facts = [
    author?.kind === 'agent' ? (isWebhook(author) ? 'webhook' : 'agent') : null,
    kind === 'chat' ? null : act ? `act, ${act.outcome}` : kind,
    reply_to === null ? null : answered ? `reply to ${answered.seq}` : 'a reply',
    choice === undefined ? null : 'a choice',
    thread_id === undefined ? null : 'in a thread',
    edited_at === null ? null : 'edited',
  ].filter((each) => each !== null);
  const head = `[${room === undefined ? '' : `#${room} `}${seq}] ${timeText(created_at)} ${nameOf(author_id, participants)}${facts.length > 0 ? ` (${facts.join(', ')})` : ''}:`;
  const files = attachments.map(({ id, name, size }) => `\n  file ${id}: ${oneLine(name)}, ${size} bytes`).join('');
  const offered = choices.map((each, index) => `${index + 1}) ${oneLine(each)}`).join('  ');
  const answers = reactions.map(({ emoji, participant_ids }) => `${emoji} ${participant_ids.length}`).join(', ');
  return `${head} ${deleted_at === null ? marked(shortened(content)) : 'deleted'}${offered === '' ? '' : `\n  choices: ${offered}`}${files}${answers === '' ? '' : `\n  reactions: ${answers}`}`;
}

function shortened(text: string): string {
  return text.length <= TEXT_CHARS_MAX ? text : `${text.slice(0, TEXT_CHARS_MAX)} … (${text.length - TEXT_CHARS_MAX} more characters)`;
}

const LINE_END = /\r\n|[\n\r\u0085\u2028\u2029\v\f]/g;

/** The words of others never look like a line of the server: each further line begins with a mark. */
export function marked(text: string): string {
  return text.replaceAll(LINE_END, '\n  | ');
}

export function oneLine(text: string): string {
  return text.replaceAll(LINE_END, ' ');
}

/** Without a character that is cut. */
export function cutTo(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text);
  return bytes.length <= bytesMax ? text : new TextDecoder().decode(bytes.subarray(0, bytesMax), { stream: true });
}
