// How long one sender waits for one message to be on disk, one at a time, beside a bare commit.
import { bareCommits } from './bare.ts';
import { enter, openHome, text } from './home.ts';
import { median, quantile, type Benchmark } from './result.ts';

const ROUNDS = 3;

export const latency: Benchmark = {
  name: 'latency',
  async run({ isQuick }) {
    const count = isQuick ? 800 : 3_000;
    const acks: number[] = [];
    const commits: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      commits.push(...bareCommits(count));
      const home = await openHome();
      const sender = await enter(home, 'sender');
      for (let index = 0; index < count; index += 1) {
        const startedAt = performance.now();
        await sender.ask('send_message', { room_id: 'lobby', content: text(index) });
        acks.push(performance.now() - startedAt);
      }
      sender.socket.destroy();
      await home.close();
    }
    return [
      { name: 'ack on disk, one at a time, p50', value: median(acks), unit: 'ms', baseline: median(commits) },
      { name: 'ack on disk, one at a time, p99', value: quantile(acks, 0.99), unit: 'ms', baseline: quantile(commits, 0.99) },
    ];
  },
};
