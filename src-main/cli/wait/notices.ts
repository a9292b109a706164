// Notices for a person who watches a waiting agent. All of them go to stderr.
import * as z from 'zod/mini';
import { everySeconds } from '../timers.ts';
import { oneLine, type Output } from '../output.ts';
import type { ListedRoom } from '../../../src-shared/agent-protocol/replies.ts';

const Came = z.object({ room_id: z.string(), agent: z.object({ agent_id: z.string(), name: z.string() }) });
const Went = z.object({ room_id: z.string(), agent_id: z.string() });

export interface Notices {
  begin(room: ListedRoom): void;
  onPush(type: string, payload: unknown): void;
  end(): void;
}

/** `everySecs` 0: silence. */
export function createNotices(output: Output, everySecs: number): Notices {
  const names = new Map<string, string>();
  const startedAt = Date.now();
  let room: ListedRoom | null = null;
  let endBeat: (() => void) | null = null;

  function came(payload: unknown): void {
    const { data } = Came.safeParse(payload);
    if (!data || data.room_id !== room?.room_id) return;
    names.set(data.agent.agent_id, data.agent.name);
    output.notice(`wait: ${oneLine(data.agent.name)} came`);
  }

  function went(payload: unknown): void {
    const { data } = Went.safeParse(payload);
    if (data && data.room_id === room?.room_id) output.notice(`wait: ${oneLine(names.get(data.agent_id) ?? data.agent_id)} left`);
  }

  return {
    begin(where) {
      room = where;
      if (everySecs === 0) return;
      const alive = (): void =>
        output.notice(`wait: alive in #${oneLine(where.name)} for ${Math.round((Date.now() - startedAt) / 1000)} s`);
      endBeat = everySeconds(everySecs, alive);
    },
    onPush(type, payload) {
      if (everySecs === 0) return;
      if (type === 'agent_joined') came(payload);
      if (type === 'agent_left') went(payload);
    },
    end: () => endBeat?.(),
  };
}
