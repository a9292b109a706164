// How agents are woken, for the tests of every command.
import { expect } from 'vitest';
import type { AGENT_START_COMMANDS } from '../../../src-shared/commands/agent-starts.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

export function agentStartScenes(home: () => TestHome): Record<keyof typeof AGENT_START_COMMANDS, Scene> {
  async function woken({ owner }: { owner: Watcher }): Promise<string> {
    const participant_id = newId();
    const ada = await home().agent(`Ada ${participant_id}`, { agent_id: participant_id });
    await ada.request('join_room', { room_id: LOBBY_ID });
    ada.close();
    await expect.poll(async () => (await owner.picture()).presence[participant_id]?.online).toBe(false);
    const start = { kind: 'webhook', webhook_url: 'http://127.0.0.1:1/', secret: 'x' } as const;
    await owner.do('set_agent_start', { participant_id, start });
    return participant_id;
  }
  return {
    set_agent_start: woken,
    async get_agent_start(cast) {
      await cast.owner.do('get_agent_start', { participant_id: await woken(cast) });
    },
    async try_agent_start(cast) {
      const participant_id = await woken(cast);
      await cast.owner.do('try_agent_start', { participant_id });
      // Its end is an event too.
      const outcome = async () => (await cast.owner.do('get_agent_start', { participant_id })).waking?.outcome;
      await expect.poll(outcome).toBe('failed');
    },
  };
}
