// What somebody is doing, as a dot and in words.
import type { Participant, Person, Presence } from '../../src-shared/objects.ts';
import type { PresenceTone } from '../ui/avatar.tsx';
import { words } from '../words/words.ts';

export function presenceTone(presence: Presence | undefined): PresenceTone {
  if (!presence?.online) return 'off';
  return presence.status === 'working' || presence.status === 'thinking' ? 'busy' : 'ok';
}

/** "reviewing 57%", "waiting", "away"; for a person "here": short enough for the right side of a row. */
export function statusWords(participant: Participant, presence: Presence | undefined): string {
  if (!presence?.online) return words.state.away;
  if (participant.kind === 'person') return words.state.here;
  const what = presence.detail ?? words.state.status[presence.status];
  return presence.progress === null ? what : words.state.atPercent(what, presence.progress);
}

/** The same beside a row that has a second line already: what stands there is not said again. */
export function besideAbout(participant: Participant, presence: Presence | undefined): string | null {
  if (participant.kind === 'person') return statusWords(participant, presence);
  if (!presence?.online || presence.detail === null) return null;
  const { status, progress } = presence;
  return progress === null ? words.state.status[status] : words.state.atPercent(words.state.status[status], progress);
}

export function roleWord(person: Person): string {
  return words.state.role[person.role];
}

/** The second line under a name where there is room for one. */
export function aboutWords(participant: Participant, presence: Presence | undefined): string {
  if (participant.kind === 'person') return presence?.online ? roleWord(participant) : words.state.roleAndAway(roleWord(participant));
  if (participant.type === 'built-in') return presence?.detail ?? words.state.builtIn;
  if (!presence?.online) return words.state.notConnected;
  return presence.detail ?? words.state.statusAtStart[presence.status];
}
