// A participant's activity, as a dot and in words.
import type { Participant, Person } from '../../../src-shared/objects.ts';
import { isWaking, type PresenceThere } from '../../../src-shared/work.ts';
import type { PresenceTone } from './avatar.tsx';
import { strings } from '../../strings/strings.ts';

export function presenceTone(presence: PresenceThere | undefined): PresenceTone {
  return isShown(presence) ? TONES[presence.status] : 'off';
}

/** An agent that is being woken is not online yet. */
function isShown(presence: PresenceThere | undefined): presence is PresenceThere {
  return presence !== undefined && (presence.online || isWaking(presence));
}

const TONES: Record<PresenceThere['status'], PresenceTone> = {
  ...({ idle: 'ok', waiting: 'ok', working: 'busy', thinking: 'busy', blocked: 'blocked', waking: 'busy', busy: 'busy' } as const),
};

/** "reviewing 57%", "waiting", "away"; for a person "here": short enough for the right side of a row. */
export function statusWords(participant: Participant, presence: PresenceThere | undefined): string {
  if (!isShown(presence)) return isHosted(participant) ? strings.state.paused : strings.state.away;
  if (participant.kind === 'person') return strings.state.here;
  const what = presence.detail ?? strings.state.status[presence.status];
  return presence.progress === null ? what : strings.state.atPercent(what, presence.progress);
}

/** The same beside a row that has a second line already: what stands there is not said again. */
export function besideAbout(participant: Participant, presence: PresenceThere | undefined): string | null {
  if (participant.kind === 'person') return statusWords(participant, presence);
  if (!presence?.online || presence.detail === null) return null;
  const { status, progress } = presence;
  return progress === null ? strings.state.status[status] : strings.state.atPercent(strings.state.status[status], progress);
}

export function roleWord(person: Person): string {
  return strings.state.role[person.role];
}

/** The second line under a name where there is room for one. */
export function aboutWords(participant: Participant, presence: PresenceThere | undefined): string {
  if (participant.kind === 'person') return presence?.online ? roleWord(participant) : strings.state.roleAndAway(roleWord(participant));
  if (participant.type === 'built-in') return presence?.detail ?? strings.state.builtIn;
  const hosted = isHosted(participant);
  if (!isShown(presence)) return hosted ? strings.state.isPaused : strings.state.notConnected;
  return presence.detail ?? (hosted && presence.status === 'idle' ? strings.state.hosted : strings.state.statusAtStart[presence.status]);
}

/** The server shows it as absent only while it is paused. */
function isHosted(participant: Participant): boolean {
  return participant.kind === 'agent' && participant.type === 'hosted';
}
