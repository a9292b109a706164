// The memory that an idle home needs, and the memory that a connection adds.
import { setTimeout as sleep } from 'node:timers/promises';
import { doorOf, enter, openHome, register, type Door, type ThinAgent } from './home.ts';
import type { Benchmark } from './result.ts';

const CONNECTIONS = 1_000;
const SETTLE_MS = 3_000;

export const memory: Benchmark = {
  name: 'memory',
  async run() {
    const registered = await measure(register);
    const present = await measure(enter);
    return [
      { name: 'memory, idle', value: registered.idle / 1024 / 1024, unit: 'MB', baseline: null },
      { name: 'memory for an idle connection, registered', value: registered.each / 1024, unit: 'KB', baseline: null },
      // Each arrival is sent to all agents in the room, and that burst stays in the process's memory for a while.
      { name: 'memory for an idle connection, all in one room', value: present.each / 1024, unit: 'KB', baseline: null },
    ];
  },
};

/** Bytes, without connections and for each of them. */
async function measure(connect: (door: Door, name: string) => Promise<ThinAgent>): Promise<{ idle: number; each: number }> {
  const home = await openHome();
  await sleep(SETTLE_MS);
  const idle = home.gateway.rss();
  const agents: ThinAgent[] = [];
  for (let index = 0; index < CONNECTIONS; index += 1) agents.push(await connect(doorOf(home), `idle-${index}`));
  await sleep(SETTLE_MS);
  const each = (home.gateway.rss() - idle) / CONNECTIONS;
  for (const agent of agents) agent.close();
  await home.close();
  return { idle, each };
}
