import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src-shared/errors.ts';
import { PROVIDERS_MAX } from '../../../../src-shared/limits.ts';
import type { OpenStore, StoreUnderTest } from './store-under-test.ts';

export function describeProviders(open: OpenStore): void {
  describe('providers of models', () => {
    let store: StoreUnderTest;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const add = (id: string, name = id) => store.run('addProvider', { id, kind: 'anthropic', name, base_url: 'https://models.example/v1' });
    const codeOf = (work: Promise<unknown>): Promise<string | null> =>
      work.then(
        () => null,
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      );

    it('keep what a change leaves out', async () => {
      await add('one');
      expect(await store.run('updateProvider', { id: 'one', name: 'First', base_url: null })).toMatchObject({
        kind: 'anthropic',
        name: 'First',
        base_url: 'https://models.example/v1',
      });
    });

    it('have different names, whatever their case', async () => {
      await add('two', 'Ollama');
      expect(await codeOf(add('three', 'OLLAMA'))).toBe('name_taken');
      await add('three');
      expect(await codeOf(store.run('updateProvider', { id: 'three', name: 'ollama', base_url: null }))).toBe('name_taken');
      expect(await codeOf(store.run('updateProvider', { id: 'two', name: 'ollama', base_url: null }))).toBeNull();
    });

    it('are removed once, and cannot be changed after that', async () => {
      await add('four');
      expect(await codeOf(store.run('removeProvider', { id: 'four' }))).toBeNull();
      expect(await codeOf(store.run('removeProvider', { id: 'four' }))).toBe('provider_not_found');
      expect(await codeOf(store.run('updateProvider', { id: 'four', name: 'Four', base_url: null }))).toBe('provider_not_found');
    });

    it('are limited in number', async () => {
      let code: string | null = null;
      for (let n = 0; n <= PROVIDERS_MAX && code === null; n += 1) code = await codeOf(add(`many-${n}`));
      expect(code).toBe('access_denied');
    });
  });
}
