// Who is writing, and which agents in the room are at work, in one line.
import type { Participant, Presence } from '../../src-shared/objects.ts';
import { listed } from '../ui/words.ts';

interface Busy {
  name: string;
  presence: Presence | undefined;
}

export function typingWords(writing: readonly Participant[], agents: readonly Busy[]): string {
  const parts: string[] = [];
  if (writing.length > 0) parts.push(`${listed(writing.map(({ name }) => name))} ${writing.length === 1 ? 'is' : 'are'} writing`);
  for (const { name, presence } of agents) {
    if (!presence?.online || (presence.status !== 'thinking' && presence.status !== 'working')) continue;
    const verb = presence.status === 'thinking' ? 'is thinking' : 'is working';
    parts.push(presence.detail ? `${name} ${verb}: “${presence.detail}”` : `${name} ${verb}`);
  }
  return parts.join(' · ');
}
