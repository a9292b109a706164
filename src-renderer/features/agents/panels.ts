import type { AgentTemplate } from './agent-draft.ts';

/** The part of the agents dialog beside its list. */
export type AgentsPanel =
  | { kind: 'agent'; id: string }
  | { kind: 'connect' }
  | { kind: 'invite' }
  | { kind: 'use' }
  /** `like`: begins with these settings. */
  | { kind: 'create'; like: AgentTemplate | null };
