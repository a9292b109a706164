import { setTimeout as sleep } from 'node:timers/promises';
import { text, type ThinAgent } from './home.ts';

/** Counts from 0, so many times a second by the clock: a slow round is followed by quick ones. It never ends. */
export async function* ticks(perSecond: number): AsyncGenerator<number> {
  const startedAt = performance.now();
  for (let index = 0; ; index += 1) {
    yield index;
    await sleep(Math.max(0, startedAt + ((index + 1) * 1000) / perSecond - performance.now()));
  }
}

/** Writes so many messages a second into the lobby until the signal ends it. */
export async function keepTalking(agent: ThinAgent, perSecond: number, signal: AbortSignal): Promise<void> {
  for await (const index of ticks(perSecond)) {
    if (signal.aborted) return;
    agent.send(`s${index}`, 'send_message', { room_id: 'lobby', content: text(index) });
  }
}
