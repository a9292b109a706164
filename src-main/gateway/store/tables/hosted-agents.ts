import { LimitedKind, TurnOutcome } from '../../../../src-shared/hosted-agents.ts';
import { flag, integer, json, nullable, oneOf, real, table, text, time, type RowOf } from './table.ts';

/** The agents that the server runs, besides built-in ones. */
export const hostedAgents = table({
  participant_id: text(),
  /** AgentRuns. */
  runs: json(),
  instructions: text(),
  context_messages: integer(),
  steps_max: integer(),
  tokens_per_day: nullable(integer()),
  paused_at: nullable(time()),
  /** Wake by the id of the room. */
  wakes: json(),
  /** In millionths of a US dollar. */
  micros_per_day: nullable(integer()),
  turns_per_day: nullable(integer()),
  /** Price. Null: as the provider lists it. */
  price: nullable(json()),
});
export type HostedAgentRow = RowOf<typeof hostedAgents>;

export const agentTurns = table({
  id: text(),
  agent_id: text(),
  room_id: text(),
  message_id: text(),
  caused_by: nullable(text()),
  started_at: time(),
  ended_at: nullable(time()),
  outcome: nullable(oneOf(TurnOutcome)),
  steps: integer(),
  input_tokens: integer(),
  output_tokens: integer(),
  cost: nullable(real()),
  messages_sent: integer(),
  messages_left_out: integer(),
  failure: nullable(text()),
  /** TurnMark. */
  marks: json(),
  retry_at: nullable(time()),
  /** NotedFile. */
  files: json(),
  files_more: integer(),
});
export type AgentTurnRow = RowOf<typeof agentTurns>;

/**
 * The use of each agent by the hour, in hours since 1970, in each room and for each person. It outlives rooms and old turns, because limits
 * depend on it.
 */
export const agentUse = table({
  agent_id: text(),
  hour: integer(),
  /** Empty: a room that is gone. */
  room_id: text(),
  /** Empty: not known. */
  person_id: text(),
  turns: integer(),
  tokens: integer(),
  /** Those of which the cost is not known. */
  unpriced_tokens: integer(),
  /** Millionths of a US dollar. */
  micros: integer(),
});
export type AgentUseRow = RowOf<typeof agentUse>;

/** The limits of 24 hours of all agents together in a room, or for a person. */
export const useLimits = table({
  kind: oneOf(LimitedKind),
  id: text(),
  tokens_per_day: nullable(integer()),
  /** In millionths of a US dollar. */
  micros_per_day: nullable(integer()),
  turns_per_day: nullable(integer()),
});
export type UseLimitsRow = RowOf<typeof useLimits>;

/** The conversation of a program in a room, as the program names it. */
export const agentSessions = table({
  agent_id: text(),
  room_id: text(),
  session_id: text(),
  /** The seq of the newest message of the room that the program was sent. */
  through_seq: integer(),
  /** In US dollars, since the conversation began, as far as the program reports it. */
  cost: real(),
  /** The TurnMark of all that the program has read in it. */
  marks: json(),
  /** Whether the program was given a permission that lasts. */
  has_permission: flag(),
});
export type AgentSessionRow = RowOf<typeof agentSessions>;
