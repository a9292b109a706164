// The commands about agents that the server runs, for the tests that go over every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
}

async function create({ owner }: Cast): Promise<string> {
  const base_url = 'http://127.0.0.1:1/v1';
  const { id: provider_id } = await owner.do('add_provider', { kind: 'openai-compatible', name: newId(), base_url });
  const runs = { kind: 'model', provider_id, model: 'm' } as const;
  return (await owner.do('create_agent', { name: newId(), runs, description: 'Helps', room_ids: [LOBBY_ID] })).id;
}

export const HOSTED_AGENT_SCENES = {
  create_agent: create,
  async draft_agent({ owner }: Cast) {
    const runs = { kind: 'model', provider_id: newId(), model: 'm' } as const;
    await owner.do('draft_agent', { runs, purpose: 'Knows the garden' }).catch(() => undefined);
  },
  async get_agent_settings(cast: Cast) {
    await cast.owner.do('get_agent_settings', { participant_id: await create(cast) });
  },
  async describe_agent(cast: Cast) {
    await cast.owner.do('describe_agent', { participant_id: await create(cast) });
  },
  async update_agent_settings(cast: Cast) {
    const participant_id = await create(cast);
    for (const change of [{ instructions: 'Be brief.' }, { paused: true }, { paused: false, tokens_per_day: null }])
      await cast.owner.do('update_agent_settings', { participant_id, ...change });
  },
  async set_agent_wake(cast: Cast) {
    await cast.owner.do('set_agent_wake', { participant_id: await create(cast), room_id: LOBBY_ID, wake: 'never' });
  },
  async find_programs({ owner }: Cast) {
    await owner.do('find_programs', {});
  },
  async try_program({ owner }: Cast) {
    const runs = { kind: 'program', command: 'no-such-program-of-lanai' } as const;
    await owner.do('try_program', { runs }).catch(() => undefined);
  },
  async list_agent_use({ owner }: Cast) {
    for (const by of ['agent', 'room', 'person'] as const) await owner.do('list_agent_use', { by, since: 0 });
  },
  async limit_agents_in_room({ owner }: Cast) {
    await owner.do('limit_agents_in_room', { room_id: LOBBY_ID, tokens_per_day: 1_000 });
    await owner.do('limit_agents_in_room', { room_id: LOBBY_ID });
  },
  async limit_agents_for_person({ owner }: Cast) {
    await owner.do('limit_agents_for_person', { participant_id: owner.id, dollars_per_day: 0.5, turns_per_day: 3 });
    await owner.do('limit_agents_for_person', { participant_id: owner.id });
  },
  async prepare_sign_in({ owner }: Cast) {
    const runs = { kind: 'program', command: 'no-such-program-of-lanai' } as const;
    await owner.do('prepare_sign_in', { runs, way: 'x' }).catch(() => undefined);
  },
  async list_agent_turns(cast: Cast) {
    await cast.owner.do('list_agent_turns', { participant_id: await create(cast) });
  },
};
