// Mentions of several at once: @everyone, @here and @agents. The server decides whether one counts, and whom it calls.
import type { Named } from './text/names.ts';

export const GROUPS = ['everyone', 'here', 'agents'] as const;
export type Group = (typeof GROUPS)[number];

/** Among the ids of a message's mentions. No participant has such an id. */
export const GROUP_NAMES: readonly Named[] = GROUPS.map((name) => ({ id: `@${name}`, name }));

export function isGroupId(id: string): boolean {
  return id.startsWith('@') && GROUPS.some((group) => id === `@${group}`);
}

/** The source of a group. */
export interface Callable {
  /** The members of the room. */
  ids: Iterable<string>;
  isAgent(id: string): boolean;
  isOnline(id: string): boolean;
}

/** The members that these groups call, each once. Other ids are passed over. */
export function calledByGroups(groupIds: readonly string[], { ids, isAgent, isOnline }: Callable): string[] {
  const isCalled = (id: string): boolean =>
    groupIds.includes('@everyone') || (groupIds.includes('@here') && isOnline(id)) || (groupIds.includes('@agents') && isAgent(id));
  return [...ids].filter(isCalled);
}
