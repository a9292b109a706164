// Members who are no admins may know an agent's tools and the reader of its messages, and no more.
import { expect, it } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { startModelHome } from '../../testing/model-home.ts';
import { scripted } from '../../testing/program-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';

const home = startedForAll(startModelHome);

it('A guest of its room gets the facts of an agent, and not its settings', async () => {
  const scout = await home.makeAgent('Scout', { instructions: 'The vault code is 4711.', context_messages: 12 });
  const dot = await watchAs(home, await home.guest('Dot', { room_ids: [LOBBY_ID] }));
  expect(await dot.do('describe_agent', { participant_id: scout.id })).toEqual({
    kind: 'model',
    context_messages: 12,
    tools: 'room',
    reader: { name: 'Mock', is_local: true },
    paused: false,
  });
  await expect(dot.do('get_agent_settings', { participant_id: scout.id })).rejects.toThrow(/owner/);
  dot.close();
});

it('An agent that the caller does not see, and one that the server does not run, are not described', async () => {
  const hidden = await home.makeAgent('Hidden', { room_ids: [(await home.ada.do('create_room', { name: 'attic' })).id] });
  const cleo = await watchAs(home, await home.guest('Cleo', { room_ids: [LOBBY_ID] }));
  for (const participant_id of [hidden.id, cleo.id, 'porter', 'no-such-agent'])
    await expect(cleo.do('describe_agent', { participant_id })).rejects.toThrow(/does not run that agent/);
  expect(await home.ada.do('describe_agent', { participant_id: hidden.id })).toMatchObject({ kind: 'model' });
  cleo.close();
});

it('A provider on another computer is named as such, and a program by its kind only', async () => {
  const far = await home.ada.do('add_provider', { kind: 'openai-compatible', name: 'Far', base_url: 'https://models.example/v1' });
  const scout = await home.makeAgent('Far scout', { runs: { kind: 'model', provider_id: far.id, model: 'mock', tools: 'chat' } });
  expect(await home.ada.do('describe_agent', { participant_id: scout.id })).toMatchObject({
    tools: 'chat',
    reader: { name: 'Far', is_local: false },
  });
  const runs = scripted('--secret-flag');
  const smith = await home.makeAgent('Smith', { runs });
  const facts = await home.ada.do('describe_agent', { participant_id: smith.id });
  expect(facts).toMatchObject({ kind: 'program', tools: null, reader: null });
  expect(JSON.stringify(facts)).not.toContain('secret-flag');
});
