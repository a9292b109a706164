// Model servers on this computer, at the ports that they use by default.
import * as z from 'zod/mini';
import type { FoundServer, LocalServer } from '../../../src-shared/providers.ts';
import { answeredAs, type AskServer } from './requests.ts';

const LOOK_MS = 1_000;

const Models = z.object({ models: z.array(z.unknown()) });
const Data = z.object({ data: z.array(z.unknown()) });
const Health = z.object({ status: z.string() });

export type LocalPorts = Readonly<Record<LocalServer, number>>;

export const LOCAL_PORTS: LocalPorts = { Ollama: 11_434, 'LM Studio': 1_234, 'llama.cpp': 8_080, vLLM: 8_000 };

type Ask = (path: string) => Promise<unknown>;

/** The number of models; null: it is another program. */
const PROBES: Record<LocalServer, (ask: Ask) => Promise<number | null>> = {
  Ollama: async (ask) => (await answeredAs(Models, ask('/api/tags')))?.models.length ?? null,
  'LM Studio': async (ask) =>
    ((await answeredAs(Data, ask('/api/v0/models'))) ?? (await answeredAs(Data, ask('/v1/models'))))?.data.length ?? null,
  // Many programs use this port.
  'llama.cpp': async (ask) =>
    (await answeredAs(Health, ask('/health'))) ? ((await answeredAs(Data, ask('/v1/models')))?.data.length ?? null) : null,
  vLLM: async (ask) => (await answeredAs(Data, ask('/v1/models')))?.data.length ?? null,
};

/** In the order of PROBES. It takes LOOK_MS at most. */
export async function findLocal(askServer: AskServer, ports: LocalPorts, signal: AbortSignal): Promise<FoundServer[]> {
  const found = await Promise.all(
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table
    (Object.keys(PROBES) as LocalServer[]).map(async (name) => {
      const base_url = `http://127.0.0.1:${ports[name]}/v1`;
      const place = { kind: 'openai-compatible', baseUrl: base_url, key: null } as const;
      const ask: Ask = (path) => askServer(place, { path, isOfHost: true, signal, ms: LOOK_MS / 2 });
      const count = await PROBES[name](ask);
      return count === null ? null : { name, kind: 'openai-compatible' as const, base_url, model_count: count };
    }),
  );
  return found.filter((each) => each !== null);
}
