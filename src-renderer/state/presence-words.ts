// What somebody is doing, as a dot and in words.
import type { Participant, Person, Presence } from '../../src-shared/objects.ts';
import type { PresenceTone } from '../ui/avatar.tsx';

const STATUS_WORDS = { idle: 'ready', waiting: 'waiting', working: 'working', thinking: 'thinking' } as const;
const ROLE_WORDS = { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' } as const;

export function presenceTone(presence: Presence | undefined): PresenceTone {
  if (!presence?.online) return 'off';
  return presence.status === 'working' || presence.status === 'thinking' ? 'busy' : 'ok';
}

/** "reviewing 57%", "waiting", "away"; for a person "here": short enough for the right side of a row. */
export function statusWords(participant: Participant, presence: Presence | undefined): string {
  if (!presence?.online) return 'away';
  if (participant.kind === 'person') return 'here';
  const words = presence.detail ?? STATUS_WORDS[presence.status];
  return presence.progress === null ? words : `${words} ${presence.progress}%`;
}

export function roleWord(person: Person): string {
  return ROLE_WORDS[person.role];
}

/** The second line under a name where there is room for one. */
export function aboutWords(participant: Participant, presence: Presence | undefined): string {
  if (participant.kind === 'person') return presence?.online ? roleWord(participant) : `${roleWord(participant)} · away`;
  if (participant.type === 'built-in') return presence?.detail ?? 'Always here, no model needed';
  if (!presence?.online) return 'Not connected';
  return presence.detail ?? capitalised(STATUS_WORDS[presence.status]);
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
