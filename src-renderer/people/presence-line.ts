import { mayComeIn } from '../../src-shared/may-come-in.ts';
import type { Participant, Presence } from '../../src-shared/objects.ts';
import type { Status } from '../../src-shared/profile.ts';
import { aboutWords } from '../state/presence-words.ts';
import { ago } from '../ui/words.ts';
import { words } from '../words/words.ts';

/** What somebody is doing now, or when they were last here. */
export function presenceLine(participant: Participant, presence: Presence | undefined, now: number): string {
  if (!mayComeIn(participant)) return participant.kind === 'agent' ? words.people.removed : words.people.noAccess;
  if (participant.kind === 'agent' && participant.type === 'built-in') return presence?.detail ?? words.people.alwaysHere;
  if (presence?.online) return participant.kind === 'agent' ? aboutWords(participant, presence) : words.people.here;
  return presence?.last_active_at == null ? words.people.away : words.people.lastHere(ago(presence.last_active_at, now));
}

/** "🍜 Out for lunch" */
export function statusLine({ emoji, text }: Pick<Status, 'emoji' | 'text'>): string {
  return [emoji, text].filter(Boolean).join(' ');
}
