// Model providers, for the tests of every command. Nothing listens at their addresses.
import type { PROVIDER_COMMANDS } from '../../../src-shared/commands/providers.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

const added = async ({ owner }: { owner: Watcher }): Promise<{ provider_id: string }> => ({
  provider_id: (await owner.do('add_provider', { kind: 'openai-compatible', base_url: 'http://127.0.0.1:1/v1', key: 'sk-secret' })).id,
});
const refused = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);

export const providerScenes: Record<keyof typeof PROVIDER_COMMANDS, Scene> = {
  list_providers: ({ owner }) => owner.do('list_providers', {}),
  add_provider: added,
  update_provider: async (cast) => cast.owner.do('update_provider', { ...(await added(cast)), key: null }),
  remove_provider: async (cast) => cast.owner.do('remove_provider', await added(cast)),
  find_providers: ({ owner }) => owner.do('find_providers', {}),
  list_models: async (cast) => refused(cast.owner.do('list_models', await added(cast))),
  try_model: async (cast) => refused(cast.owner.do('try_model', { ...(await added(cast)), model: 'm' })),
};
