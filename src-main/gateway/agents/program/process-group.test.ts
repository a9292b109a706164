import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { countInGroup } from './process-group.ts';

it.skipIf(process.platform === 'win32')('The processes of a group are counted while they run', async () => {
  const leader = spawn('/bin/sh', ['-c', 'sleep 60 & echo started; wait'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const { pid = 0 } = leader;
  await once(leader.stdout, 'data');
  expect(await countInGroup(pid)).toBe(2);
  process.kill(-pid, 'SIGKILL');
  await once(leader, 'exit');
  await expect.poll(() => countInGroup(pid)).toBe(0);
});
