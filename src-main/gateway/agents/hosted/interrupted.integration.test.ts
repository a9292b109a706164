import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ROOM_TOOLS } from '../../../../src-shared/hosted-agents.ts';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { Core } from '../../domain/core.ts';
import { testOptions } from '../../testing/home.ts';
import { announceInterrupted } from './interrupted.ts';

let dataDir: string;
let core: Core;
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-interrupted-'));
  core = await Core.open(testOptions(dataDir, []));
});
afterEach(async () => {
  await core.close();
  rmSync(dataDir, { recursive: true });
});

async function hostedAgent(name: string, roomIds: string[]): Promise<string> {
  const owner_id = core.directory.owner?.id ?? expect.fail('There is no owner.');
  const settings = {
    runs: { kind: 'model', provider_id: 'p', model: 'm', ...ROOM_TOOLS } as const,
    ...{ instructions: '', context_messages: 1, steps_max: 1, paused_at: null, wakes: {} },
    ...{ tokens_per_day: null, dollars_per_day: null, turns_per_day: null, price: null },
  };
  const { id } = await core.write('createHostedAgent', { id: newId(), name, owner_id, description: null, settings });
  for (const room_id of roomIds) await core.write('addMember', { room_id, participant_id: id, by_id: null });
  return id;
}

it('a turn that a crash interrupted is ended and announced once, where the agent still is', async () => {
  const [here, gone] = [await hostedAgent('Scout', [LOBBY_ID]), await hostedAgent('Rune', [])];
  const posted: Message[] = [];
  const asked = await core.write('postMessage', {
    ...{ id: newId(), room_id: LOBBY_ID, author_id: here, kind: 'chat', content: 'Hello', reply_to: null, metadata: null },
    ...{ mentions: [], client_id: null, key_id: null },
  });
  const turns: [string, string][] = [
    [here, asked.id],
    [here, 'deleted because of its age'],
    [gone, asked.id],
  ];
  for (const [agent_id, message_id] of turns)
    await core.write('beginAgentTurn', { turn: { id: newId(), agent_id, room_id: LOBBY_ID, message_id, caused_by: null } });
  await core.close();
  core = await Core.open(testOptions(dataDir, []));
  core.onChange(({ event }) => void (event.type === 'message.posted' && posted.push(event.message)));
  const log = (message: string): void => expect.fail(message);
  await announceInterrupted(core, log);
  await announceInterrupted(core, log);
  const said = { author_id: here, content: expect.stringContaining('interrupted') };
  expect(posted).toMatchObject([
    { ...said, reply_to: asked.id },
    { ...said, reply_to: null },
  ]);
  const { value: ended } = await core.archiveInOrder.agentTurns(gone, Number.MAX_SAFE_INTEGER, 9);
  expect(ended).toMatchObject([{ outcome: 'interrupted' }]);
});
