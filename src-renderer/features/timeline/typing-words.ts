// The typing participants, and the working agents of the room, in one line.
import type { Participant, Presence, PresenceStatus } from '../../../src-shared/objects.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

interface Busy {
  name: string;
  presence: Presence | undefined;
  /** The people who wait for it while it is being woken. */
  waitingNames?: readonly string[];
  /** Each message of the room calls it. */
  isDirect?: boolean;
}

export function typingWords(writing: readonly Participant[], agents: readonly Busy[]): string {
  const { areWriting, doing } = strings.timeline;
  const parts: string[] = [];
  if (writing.length > 0) parts.push(areWriting(listed(writing.map(({ name }) => name)), writing.length));
  for (const { name, presence, waitingNames = [], isDirect = false } of agents) {
    // Its presence does not say which room called it.
    if (presence?.status === 'waking' && (isDirect || waitingNames.length > 0))
      parts.push(strings.timeline.isWaking(name, listed([...waitingNames])));
    const what = presence?.online === true ? BUSY[presence.status]?.(name) : undefined;
    if (presence && what !== undefined) parts.push(presence.detail ? doing(what, presence.detail) : what);
  }
  return parts.join(' · ');
}

const BUSY: Partial<Record<PresenceStatus, (name: string) => string>> = {
  thinking: (name) => strings.timeline.isThinking(name),
  working: (name) => strings.timeline.isWorking(name),
  blocked: (name) => strings.timeline.isBlocked(name),
};
