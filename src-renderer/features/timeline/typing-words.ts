// The typing participants, and the working agents of the room, in one line.
import type { Participant, Presence } from '../../../src-shared/objects.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/strings.ts';

interface Busy {
  name: string;
  presence: Presence | undefined;
}

export function typingWords(writing: readonly Participant[], agents: readonly Busy[]): string {
  const { areWriting, doing, isThinking, isWorking } = strings.timeline;
  const parts: string[] = [];
  if (writing.length > 0) parts.push(areWriting(listed(writing.map(({ name }) => name)), writing.length));
  for (const { name, presence } of agents) {
    if (!presence?.online || (presence.status !== 'thinking' && presence.status !== 'working')) continue;
    const what = presence.status === 'thinking' ? isThinking(name) : isWorking(name);
    parts.push(presence.detail ? doing(what, presence.detail) : what);
  }
  return parts.join(' · ');
}
