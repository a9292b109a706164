import type { Known } from '../participants.ts';
import { kindsOf, type ChatMessage } from '../messages.ts';

export interface FilterOptions {
  /** Names or ids. A name means the first participant that is seen with it, and no later one. */
  onlyFrom?: readonly string[];
  notFrom?: readonly string[];
  onlyKind?: readonly string[];
}

/** `thought`: not an answer, but a sign that its author is at work. */
export type Verdict = 'wanted' | 'thought' | 'unwanted';

/** The same for earlier and for new messages. */
export function createFilter(
  meId: string,
  { onlyFrom, notFrom, onlyKind }: FilterOptions,
  known: readonly Known[] = [],
): (message: ChatMessage) => Verdict {
  const isChosen = choosing(onlyFrom ?? [], known);
  return (message) => {
    const { kind, type } = kindsOf(message.metadata);
    // A vote is no message to its reader: `lanai vote` shows it.
    if (message.agent_id === meId || type === 'system' || type === 'vote' || type === 'approval') return 'unwanted';
    if (onlyFrom && !isChosen(message)) return 'unwanted';
    if (notFrom && isBy(message, notFrom)) return 'unwanted';
    if (type === 'thinking') return 'thought';
    if (onlyKind && (kind === null || !onlyKind.includes(kind))) return 'unwanted';
    return 'wanted';
  };
}

/** Compares ids as soon as a name has one: another participant may take a name that was given up. */
function choosing(whom: readonly string[], known: readonly Known[]): (message: ChatMessage) => boolean {
  const ids = new Set(whom);
  const open = new Set(whom.map(fold));
  for (const { id, name } of known) if (open.has(fold(name))) ids.add(id);
  for (const { name } of known) open.delete(fold(name));
  return ({ agent_id, agent_name }) => {
    if (open.delete(fold(agent_name))) ids.add(agent_id);
    return ids.has(agent_id);
  };
}

function isBy({ agent_id, agent_name }: ChatMessage, whom: readonly string[]): boolean {
  return whom.some((each) => each === agent_id || fold(each) === fold(agent_name));
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
