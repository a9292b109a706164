// What the formats for people say, in the same words.
import type { Task, Vote } from '../../../src-shared/coordination.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Moment } from './moment.ts';

const QUOTE_CHARS_MAX = 120;

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' });

export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function dayWords(time: number): string {
  return DAY.format(time);
}

/** `2026-01-02 14:03:05`, in UTC. */
export function timeWords(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}

export function scopeWords({ job, home, nameOf, encryptedRooms }: Moment): string[] {
  const whose = nameOf(job.exporter_id);
  const what = {
    home: `The rooms of “${home.name}” that ${whose} can read.`,
    room: `A room of “${home.name}”, exported by ${whose}.`,
    own: `The messages of ${whose} in “${home.name}”. The messages of others are not in it.`,
  }[job.scope];
  const sealed = encryptedRooms === 0 ? [] : [`${encryptedRooms} encrypted ${encryptedRooms === 1 ? 'room is' : 'rooms are'} not in it.`];
  return [what, `Exported on ${timeWords(job.now)}. Times are in UTC. Deleted messages are not in it.`, ...sealed];
}

/** A word before the text, for messages that are no plain ones. */
export function kindWords({ kind }: Pick<Message, 'kind'>): string | null {
  if (kind === 'chat') return null;
  return { thinking: 'Thought', decision: 'Decision', vote: 'Vote', approval: 'Question' }[kind];
}

/** One line of a text, for a quote. */
export function quoteOf({ content, attachments }: Pick<Message, 'content' | 'attachments'>): string {
  const words = content.trim() === '' ? (attachments[0]?.name ?? '') : content;
  const line = words.replace(/\s+/gu, ' ').trim();
  return [...line].length > QUOTE_CHARS_MAX ? `${[...line].slice(0, QUOTE_CHARS_MAX).join('')}…` : line;
}

/** An option of a vote, and its result. */
export interface Choice {
  option: string;
  votes: number | null;
  names: readonly string[];
}

export function choicesOf({ options, tally, ballots }: Vote, nameOf: (id: string) => string): Choice[] {
  return options.map((option, index) => ({
    option,
    votes: tally?.[index] ?? null,
    names: (ballots ?? []).filter((ballot) => ballot.option_index === index).map(({ participant_id }) => nameOf(participant_id)),
  }));
}

export function countWords(votes: number | null): string {
  if (votes === null) return '';
  return votes === 1 ? '1 vote' : `${votes} votes`;
}

export function taskWords({ status, assignee_id }: Task, nameOf: (id: string) => string): string {
  const state = { pending: 'to do', in_progress: 'in progress', blocked: 'blocked', completed: 'done', cancelled: 'cancelled' }[status];
  return assignee_id === null ? state : `${state}, ${nameOf(assignee_id)}`;
}

const UNITS = ['bytes', 'KB', 'MB', 'GB'];

export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  for (; size >= 1000 && unit < UNITS.length - 1; unit += 1) size /= 1000;
  return `${unit === 0 ? size : size.toFixed(1)} ${UNITS[unit]}`;
}
