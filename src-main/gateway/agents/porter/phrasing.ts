// Parts of Porter's sentences. Text from other people, such as a name, is escaped: it must not become a link or a heading.
import { escapeMarkdown } from '../../../../src-shared/markdown-text.ts';
import type { Role } from '../../../../src-shared/objects.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export const bold = (name: string): string => `**${escapeMarkdown(name)}**`;
export const room = (name: string): string => `**#${escapeMarkdown(name)}**`;

export function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

export function counted(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}

export const withArticle = (role: Role): string => (role === 'owner' ? 'the owner' : role === 'admin' ? 'an admin' : `a ${role}`);

/** Such as "3 days". */
export function lengthText(ms: number): string {
  if (ms >= 1.5 * DAY_MS || ms % DAY_MS === 0) return counted(Math.max(1, Math.round(ms / DAY_MS)), 'day');
  if (ms >= 1.5 * HOUR_MS || ms % HOUR_MS === 0) return counted(Math.round(ms / HOUR_MS), 'hour');
  return counted(Math.max(1, Math.round(ms / MINUTE_MS)), 'minute');
}

export function timesText(uses: number): string {
  return uses === 1 ? 'once' : uses === 2 ? 'twice' : `${uses} times`;
}

/** Without a time zone: that of the server. */
export function timeText(at: number, timeZone: string | null): string {
  const form = { dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('en', { ...form, ...(timeZone === null ? {} : { timeZone }) }).format(at);
}

export function dayText(at: number, timeZone: string | null): string {
  return new Intl.DateTimeFormat('en', { dateStyle: 'long', ...(timeZone === null ? {} : { timeZone }) }).format(at);
}
