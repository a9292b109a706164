/** The part of the agents dialog beside its list. */
export type AgentsPanel = { kind: 'agent'; id: string } | { kind: 'connect' } | { kind: 'invite' };
