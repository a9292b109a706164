// The protocol's objects, field by field: what is not named here must not be in them.
import { expect } from 'vitest';

export const stamp: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);
export const anyList: unknown = expect.any(Array);
export const someId: unknown = expect.stringMatching(/^[\w-]{8,}$/);

export const room = (fields: object): object => ({
  room_id: someId,
  ephemeral: false,
  created_at: stamp,
  visibility: 'private',
  encrypted: false,
  ...fields,
});

export const agentInfo = (agent_id: string, name: string, fields: object = {}): object => ({
  agent_id,
  name,
  kind: 'agent',
  role: 'agent',
  capabilities: [],
  connected_at: stamp,
  last_active: stamp,
  status: 'idle',
  ...fields,
});

export const chatMessage = (fields: object): object => ({
  message_id: someId,
  author_kind: 'agent',
  author_role: 'agent',
  is_my_owner: false,
  metadata: null,
  timestamp: stamp,
  seq: anyNumber,
  ...fields,
});

export const saidBy = (agent_id: string, agent_name: string, room_id: string, content: string, fields: object = {}): object =>
  chatMessage({ room_id, agent_id, agent_name, content, ...fields });

export const voteInfo = (fields: object): object => ({
  vote_id: someId,
  created_at: stamp,
  status: 'open',
  votes_cast: 0,
  ...fields,
});

export const approvalInfo = (fields: object): object => ({
  approval_id: someId,
  room_id: someId,
  may_allow_session: false,
  state: 'waiting',
  waits_for: [anyText],
  created_at: stamp,
  deadline_at: stamp,
  ...fields,
});

export const taskInfo = (fields: object): object => ({
  task_id: someId,
  status: 'pending',
  created_at: stamp,
  ...fields,
});

export const like = (fields: object): unknown => expect.objectContaining(fields);
export const listWith = (item: unknown): unknown => expect.arrayContaining([item]);
export const textLike = (pattern: RegExp): unknown => expect.stringMatching(pattern);
/** A list of objects for which this holds. */
export const listOf = (holds: (items: Record<string, unknown>[]) => boolean): unknown =>
  expect.toSatisfy((value: unknown) => Array.isArray(value) && holds(value.map((item: object) => ({ ...item }))));
