// The typing participants, and the working agents of the room, in one line.
import type { Participant } from '../../../src-shared/objects.ts';
import { isWaking, type PresenceThere } from '../../../src-shared/work.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

interface Busy {
  name: string;
  presence: PresenceThere | undefined;
  /** The people who wait for it while it is being woken. */
  waitingNames?: readonly string[];
}

export function typingWords(writing: readonly Participant[], agents: readonly Busy[]): string {
  const { areWriting, doing } = strings.timeline;
  const parts: string[] = [];
  if (writing.length > 0) parts.push(areWriting(listed(writing.map(({ name }) => name)), writing.length));
  for (const { name, presence, waitingNames = [] } of agents) {
    if (presence && isWaking(presence)) parts.push(strings.timeline.isWaking(name, listed([...waitingNames])));
    const what = presence?.online === true ? BUSY[presence.status]?.(name) : undefined;
    if (presence && what !== undefined) parts.push(presence.detail ? doing(what, presence.detail) : what);
  }
  return parts.join(' · ');
}

const BUSY: Partial<Record<PresenceThere['status'], (name: string) => string>> = {
  thinking: (name) => strings.timeline.isThinking(name),
  working: (name) => strings.timeline.isWorking(name),
  blocked: (name) => strings.timeline.isBlocked(name),
};
