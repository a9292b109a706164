import { kindsOf, type ChatMessage } from '../protocol.ts';

export interface FilterOptions {
  /** Names or ids. */
  onlyFrom?: readonly string[];
  notFrom?: readonly string[];
  onlyKind?: readonly string[];
}

/** `thought`: not an answer, but a sign that its author is at work. */
export type Verdict = 'wanted' | 'thought' | 'unwanted';

/** The same for what was there before and for what comes. */
export function createFilter(meId: string, { onlyFrom, notFrom, onlyKind }: FilterOptions): (message: ChatMessage) => Verdict {
  return (message) => {
    const { kind, type } = kindsOf(message.metadata);
    if (message.agent_id === meId || type === 'system') return 'unwanted';
    if (onlyFrom && !isBy(message, onlyFrom)) return 'unwanted';
    if (notFrom && isBy(message, notFrom)) return 'unwanted';
    if (type === 'thinking') return 'thought';
    if (onlyKind && (kind === null || !onlyKind.includes(kind))) return 'unwanted';
    return 'wanted';
  };
}

function isBy({ agent_id, agent_name }: ChatMessage, whom: readonly string[]): boolean {
  return whom.some((each) => each === agent_id || fold(each) === fold(agent_name));
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
