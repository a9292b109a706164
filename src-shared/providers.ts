// Providers of models: where the agents that the server runs get their answers from. The keys stay on the server and are never sent.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { MODEL_NAME_CHARS_MAX } from './limits.ts';

/** The dialect that a provider speaks. */
export const ProviderKind = z.enum(['anthropic', 'openai-compatible']);
export type ProviderKind = z.infer<typeof ProviderKind>;

export const KeyState = z.enum(['none', 'kept', 'locked']);
export type KeyState = z.infer<typeof KeyState>;

export const Provider = z.object({
  id: z.string(),
  kind: ProviderKind,
  name: z.string(),
  base_url: described('The address up to and without `/models`, usually ending in `/v1`.', z.string()),
  key_state: described(
    '`none`: it has no key. `locked`: its key is encrypted with a key of the desktop app, and this server was started without it.',
    KeyState,
  ),
  agent_ids: described('The agents that use it.', z.array(z.string())),
  created_at: z.number(),
});
export type Provider = z.infer<typeof Provider>;

/** How the server stores the keys: encrypted with a key in the system's keychain, or in a file that only its account can read. */
export const KeysKept = z.enum(['keychain', 'file']);
export type KeysKept = z.infer<typeof KeysKept>;

const price = z.number().check(z.nonnegative());

export const Price = z.object({ input: price, output: price });
export type Price = z.infer<typeof Price>;

export const Model = z.object({
  id: described('Its name at the provider.', z.string().check(z.minLength(1), z.maxLength(MODEL_NAME_CHARS_MAX))),
  context_tokens: described('The size of its context; null: unknown.', z.nullable(z.int().check(z.positive()))),
  tools: described('Whether it can use tools; null: unknown.', z.nullable(z.boolean())),
  images: described('Whether it sees images; null: unknown.', z.nullable(z.boolean())),
  makes_images: described('True: its answers can have images. Left out: it makes none, or it is not known.', z.optional(z.boolean())),
  price: described('In US dollars for a million tokens; null: unknown.', z.nullable(Price)),
});
export type Model = z.infer<typeof Model>;

export const LocalServer = z.enum(['Ollama', 'LM Studio', 'llama.cpp', 'vLLM']);
export type LocalServer = z.infer<typeof LocalServer>;

/** A model server on the server's own computer. */
export const FoundServer = z.object({
  name: LocalServer,
  kind: ProviderKind,
  base_url: z.string(),
  model_count: z.int().check(z.nonnegative()),
});
export type FoundServer = z.infer<typeof FoundServer>;
