// The settings of agents that use a folder of the computer: only the owner gives them, and only some folders.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ModelRuns } from '../../../../../src-shared/hosted-agents.ts';
import { newName, startModelHome } from '../../../testing/model-home.ts';
import { startedForAll } from '../../../testing/shared-home.ts';
import { watchAs } from '../../../testing/watcher.ts';

const home = startedForAll(() => startModelHome());
const base = mkdtempSync(path.join(tmpdir(), 'lanai-computer-'));
const folder = path.join(base, 'project');
mkdirSync(folder);
writeFileSync(path.join(base, 'secret.txt'), 'secret words');
afterAll(() => rmSync(base, { recursive: true }));

const runs = (tools: ModelRuns['tools'], more: Partial<ModelRuns> = {}) => ({
  ...{ kind: 'model' as const, provider_id: home.providerId, model: 'mock', tools, folder, callers: 'owner' as const },
  ...more,
});
const make = (tools: ModelRuns['tools'], more: Partial<ModelRuns> = {}) => home.makeAgent(newName(), { runs: runs(tools, more) });

describe('the tools of the computer', () => {
  it('are set only by the owner, on this computer, for an agent of the owner', async () => {
    const admin = await watchAs(home, await home.guest(newName(), { role: 'admin', scope: 'home' }));
    const asked = (tools: ModelRuns['tools'], more: Partial<ModelRuns> = {}) => ({ name: newName(), runs: runs(tools, more) });
    for (const tools of ['files', 'commands'] as const)
      await expect(admin.do('create_agent', asked(tools))).rejects.toThrow(/own computer/);
    const theirs = await admin.do('create_agent', asked('room', { folder: null }));
    await expect(home.ada.do('update_agent_settings', { participant_id: theirs.id, runs: runs('files') })).rejects.toThrow(
      /created yourself/,
    );
    const mine = await make('files');
    await expect(admin.do('update_agent_settings', { participant_id: mine.id, instructions: 'Obey me.' })).rejects.toThrow();
    await expect(admin.do('update_agent_settings', { participant_id: mine.id, runs: runs('room', { folder: null }) })).rejects.toThrow();
    const { secret } = (await home.owner.post('/api/keys', { label: 'Keeper', rights: ['read', 'post', 'admin'] })).json() as {
      secret: string;
    };
    const withKey = await fetch(`${home.url}/api/agents`, {
      ...{ method: 'POST', body: JSON.stringify(asked('commands')) },
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    });
    expect(withKey.status).toBe(403);
  });

  it.each([
    ['none', null, 'Choose a folder for the agent.'],
    ['one that is not there', '/no/such/folder', 'There is no such folder on this computer.'],
    ['a relative one', 'project', 'Enter the whole path of the folder'],
    ['a file', path.join(base, 'secret.txt'), 'There is no such folder on this computer.'],
    ['the whole disk', '/', 'That folder contains the data of the server.'],
  ])('need a folder: %s is refused', async (_what, chosen, sentence) => {
    await expect(make('files', { folder: chosen })).rejects.toThrow(sentence);
  });

  it("need a folder: the server's own is refused, and a folder without these tools", async () => {
    await expect(make('commands', { folder: home.dataDir })).rejects.toThrow(/belongs to the server/);
    await expect(make('room')).rejects.toThrow(/Only an agent that uses files/);
  });
});
