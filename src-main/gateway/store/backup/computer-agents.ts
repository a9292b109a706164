// After a restore, an agent that reaches files or programs of this computer waits until its owner has looked at it: its settings may be
// those of another time, or of another hand.
import type Database from 'better-sqlite3';
import { AgentRuns, usesComputer } from '../../../../src-shared/hosted-agents.ts';

interface Row {
  participant_id: string;
  runs: string;
}

/** `before`: the rows of the home as it was. An agent that ran in the same way there continues. */
export function pauseComputerAgents(db: Database.Database, before: readonly Row[], at: number): void {
  const ranAs = new Map(before.map(({ participant_id, runs }) => [participant_id, runs]));
  const pause = db.prepare('UPDATE hosted_agents SET paused_at = coalesce(paused_at, ?) WHERE participant_id = ?');
  for (const { participant_id, runs } of agentsOf(db, 'main')) {
    if (ranAs.get(participant_id) !== runs && mayUseComputer(runs)) pause.run(at, participant_id);
  }
}

export function agentsOf(db: Database.Database, schema: 'main' | 'now'): Row[] {
  const has = db.prepare(`SELECT 1 FROM ${schema}.sqlite_master WHERE type = 'table' AND name = 'hosted_agents'`).get();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the columns of the statement
  return has === undefined ? [] : (db.prepare(`SELECT participant_id, runs FROM ${schema}.hosted_agents`).all() as Row[]);
}

/** As the server reads it: by one that it cannot read, no agent runs. */
function mayUseComputer(runs: string): boolean {
  try {
    const { data } = AgentRuns.safeParse(JSON.parse(runs));
    return data !== undefined && usesComputer(data);
  } catch {
    return false;
  }
}
