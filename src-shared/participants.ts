import type { Agent, Participant } from './objects.ts';

/** False for a person whose access was ended, and for a removed agent. Their names stay on their messages. */
export function isActive(participant: Participant): boolean {
  return participant.kind === 'person' ? participant.revoked_at === null : participant.removed_at === null;
}

/** The role of a person; `agent` for agents, `built-in` for those of the server, `webhook` for the authors of incoming webhooks. */
export function roleOf(participant: Participant): string {
  if (participant.kind === 'person') return participant.role;
  return participant.type === 'built-in' || participant.type === 'webhook' ? participant.type : 'agent';
}

/** The author of the messages of an incoming webhook. It only writes: no one calls it, adds it or removes it as they do agents. */
export function isWebhook(participant: Participant | null | undefined): participant is Agent & { type: 'webhook' } {
  return participant?.kind === 'agent' && participant.type === 'webhook';
}
