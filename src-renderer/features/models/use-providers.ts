// The providers of models. They are in no snapshot: only those who look at them request them. Requests that wait for a provider's
// server go over HTTP, because the socket answers one request after another.
import { useCallback, useEffect, useRef, useState } from 'react';
import type * as z from 'zod/mini';
import { PROVIDER_COMMANDS } from '../../../src-shared/commands/providers.ts';
import type { FoundServer, KeysKept, Model, Provider } from '../../../src-shared/providers.ts';
import type { FetchFromHome } from '../../sync/home-fetch.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export type Providers =
  | { state: 'loading' }
  | { state: 'ready'; providers: readonly Provider[]; keysKept: KeysKept }
  | { state: 'failed'; text: string };

export function useProviders(): { providers: Providers; reload: () => Promise<void> } {
  const command = useCommand();
  const [providers, setProviders] = useState<Providers>({ state: 'loading' });
  const reload = useCallback(
    () =>
      command('list_providers', {}).then(
        ({ providers: all, keys_kept }) => setProviders({ state: 'ready', providers: all, keysKept: keys_kept }),
        (error: unknown) => setProviders({ state: 'failed', text: explain(error) }),
      ),
    [command],
  );
  useEffect(() => void reload(), [reload]);
  return { providers, reload };
}

export type Checked = { state: 'checking' } | { state: 'works'; models: readonly Model[] } | { state: 'failed'; text: string };

/** The models of a provider, which says whether it works too. */
export function useModels(providerId: string): { checked: Checked; check: () => void } {
  const { fetch } = useApp();
  const [checked, setChecked] = useState<Checked>({ state: 'checking' });
  const newest = useRef(0);
  const check = useCallback(() => {
    newest.current += 1;
    const number = newest.current;
    const show = (next: Checked): void => void (newest.current === number && setChecked(next));
    show({ state: 'checking' });
    void listModels(fetch, providerId).then(
      (models) => show({ state: 'works', models }),
      (error: unknown) => show({ state: 'failed', text: explain(error) }),
    );
  }, [fetch, providerId]);
  useEffect(check, [check]);
  return { checked, check };
}

/** Without those that are providers already. */
export function useFound(providers: readonly Provider[]): readonly FoundServer[] {
  const { fetch } = useApp();
  const [found, setFound] = useState<readonly FoundServer[]>([]);
  useEffect(() => {
    let isGone = false;
    const path = '/api/providers/found';
    void asked(fetch, PROVIDER_COMMANDS.find_providers.reply, { method: 'GET', path }).then(
      (reply) => void (isGone || setFound(reply.found)),
      // It is an offer only.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [fetch]);
  const known = new Set(providers.map(({ base_url }) => withoutLocalName(base_url)));
  return found.filter(({ base_url }) => !known.has(withoutLocalName(base_url)));
}

export type Trial = z.infer<typeof PROVIDER_COMMANDS.try_model.reply>;

export function tryModel(fetch: FetchFromHome, providerId: string, model: string): Promise<Trial> {
  const question = { method: 'POST', path: `${pathOf(providerId)}/trial`, body: JSON.stringify({ model }) };
  return asked(fetch, PROVIDER_COMMANDS.try_model.reply, question);
}

async function listModels(fetch: FetchFromHome, providerId: string): Promise<Model[]> {
  const question = { method: 'GET', path: `${pathOf(providerId)}/models` };
  return (await asked(fetch, PROVIDER_COMMANDS.list_models.reply, question)).models;
}

async function asked<T extends z.ZodMiniType>(
  fetch: FetchFromHome,
  reply: T,
  question: Parameters<typeof requestOverHttp>[1],
): Promise<z.infer<T>> {
  return reply.parse(await requestOverHttp(fetch, question));
}

function pathOf(providerId: string): string {
  return `/api/providers/${encodeURIComponent(providerId)}`;
}

function withoutLocalName(baseUrl: string): string {
  return baseUrl.replace('//localhost:', '//127.0.0.1:').replace('//[::1]:', '//127.0.0.1:');
}
