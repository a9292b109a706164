import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import type { PresenceThere } from '../../../src-shared/work.ts';
import type { Status } from '../../../src-shared/profile.ts';
import { aboutWords } from './presence-words.ts';
import { ago } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

/** A participant's activity now, or the time they were last here. */
export function presenceLine(participant: Participant, presence: PresenceThere | undefined, now: number): string {
  if (!isActive(participant)) return participant.kind === 'agent' ? strings.people.removed : strings.people.noAccess;
  if (isWebhook(participant)) return strings.people.postsFromOutside;
  if (participant.kind === 'agent' && participant.type === 'built-in') return presence?.detail ?? strings.people.alwaysHere;
  if (participant.kind === 'agent' && (presence?.online || presence?.status === 'waking' || participant.type === 'hosted'))
    return aboutWords(participant, presence);
  if (presence?.online) return strings.people.here;
  return presence?.last_active_at == null ? strings.people.away : strings.people.lastHere(ago(presence.last_active_at, now));
}

/** "🍜 Out for lunch" */
export function statusLine({ emoji, text }: Pick<Status, 'emoji' | 'text'>): string {
  return [emoji, text].filter(Boolean).join(' ');
}
