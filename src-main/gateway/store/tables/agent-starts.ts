import { json, nullable, table, text, time, type RowOf } from './table.ts';

/** How the server wakes connected agents. */
export const agentStarts = table({
  participant_id: text(),
  /** AgentStart. */
  start: json(),
  /** That of a webhook, in clear, because it has to be there to sign with. */
  secret: nullable(text()),
  set_by: text(),
  /** The key it was set with; null when a person did it in person. */
  key_id: nullable(text()),
  set_at: time(),
});
export type AgentStartRow = RowOf<typeof agentStarts>;
