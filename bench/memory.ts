// What a home needs when nothing happens, and what a connection adds.
import { setTimeout as sleep } from 'node:timers/promises';
import { enter, openHome } from './home.ts';
import type { Benchmark } from './result.ts';

const CONNECTIONS = 1_000;
const SETTLE_MS = 3_000;

export const memory: Benchmark = {
  name: 'memory',
  async run() {
    const home = await openHome();
    await sleep(SETTLE_MS);
    const idle = home.gateway.rss();
    const agents = [];
    for (let index = 0; index < CONNECTIONS; index += 1) agents.push(await enter(home, `idle-${index}`));
    await sleep(SETTLE_MS);
    const full = home.gateway.rss();
    for (const { socket } of agents) socket.destroy();
    await home.close();
    return [
      { name: 'memory, idle', value: idle / 1024 / 1024, unit: 'MB', baseline: null },
      {
        name: 'memory for an idle connection, registered and in a room',
        value: (full - idle) / CONNECTIONS / 1024,
        unit: 'KB',
        baseline: null,
      },
    ];
  },
};
