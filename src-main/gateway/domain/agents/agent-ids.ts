import type { Core } from '../core.ts';

const SUFFIX_CHARS = 8;

/**
 * The id of an agent that asks for an id. Plain ids are for agents of the home's owner, so that no other person can take a well-known
 * one first. A new agent of another person gets the plain id with a part of that person's id behind it, and the same again the next time.
 */
export function ownedAgentId({ directory }: Pick<Core, 'directory'>, ownerId: string, asked: string): string {
  if (ownerId === directory.owner?.id) return asked;
  const isTheirs = (id: string): boolean => {
    const agent = directory.participant(id);
    return agent?.kind === 'agent' && agent.owner_id === ownerId;
  };
  const own = `${asked}.${ownerId.slice(-SUFFIX_CHARS)}`;
  if (isTheirs(asked)) return asked;
  return isTheirs(own) || !directory.participant(asked) ? own : asked;
}
