// One use of every operation about providers of models.
import { newId } from '../../../../src-shared/ids.ts';
import type { StoreUnderTest } from './store-under-test.ts';

async function makeProvider(store: StoreUnderTest): Promise<string> {
  const id = newId();
  await store.run('addProvider', { id, kind: 'openai-compatible', name: `Model server ${id}`, base_url: 'http://127.0.0.1:11434/v1' });
  return id;
}

export const PROVIDER_SCENES = {
  addProvider: makeProvider,
  async updateProvider(store: StoreUnderTest) {
    const id = await makeProvider(store);
    await store.run('updateProvider', { id, name: `Ollama ${id}`, base_url: null });
    await store.run('updateProvider', { id, name: null, base_url: 'https://models.example/v1' });
  },
  async removeProvider(store: StoreUnderTest) {
    await store.run('removeProvider', { id: await makeProvider(store) });
  },
};
