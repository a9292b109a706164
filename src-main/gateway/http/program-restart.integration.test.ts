// The token of a friend's program, across a restart of the server.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { JoinedAsProgram } from '../../../src-shared/endpoints/friends.ts';
import { startTestHome } from '../testing/home.ts';
import { ask } from '../testing/http-client.ts';

it('is good, and writes in the room of its invite', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-programs-'));
  const first = await startTestHome({ dataDir });
  const room_id = (await first.owner.post('/api/rooms', { name: 'kitchen' })).field('id');
  const code = (await first.owner.post('/api/invites', { name: 'Sarah', room_ids: [room_id, 'lobby'] })).field('code');
  const { token } = JoinedAsProgram.parse((await ask(`${first.url}/api/chat/join`, { method: 'POST', body: { code } })).json());
  await first.close();
  const second = await startTestHome({ dataDir });
  const headers = { authorization: `Bearer ${token}` };
  const said = await ask(`${second.url}/api/chat`, { method: 'POST', headers, body: { text: 'Still here' } });
  expect([said.status, said.json()]).toEqual([201, expect.objectContaining({ room_id })]);
  await second.close();
  expect([...first.logged, ...second.logged]).toEqual([]);
  rmSync(dataDir, { recursive: true });
});
