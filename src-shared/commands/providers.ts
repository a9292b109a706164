import * as z from 'zod/mini';
import { described } from '../described.ts';
import { MODEL_NAME_CHARS_MAX, PROVIDER_KEY_CHARS_MAX, PROVIDER_URL_CHARS_MAX } from '../limits.ts';
import { Name } from '../name.ts';
import { FoundServer, KeysKept, Model, Provider, ProviderKind } from '../providers.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutProvider = z.object({ provider_id: id });
const base_url = described(
  'The address of the server up to `/models`. Without a path, `/v1` is added. http:// only for this computer and private networks.',
  z.string().check(z.trim(), z.minLength(1), z.maxLength(PROVIDER_URL_CHARS_MAX)),
);
/** It goes into a header. */
const key = z.string().check(z.trim(), z.minLength(1), z.maxLength(PROVIDER_KEY_CHARS_MAX), z.regex(/^[\x21-\x7e]+$/, 'Not a key'));

export const PROVIDER_COMMANDS = {
  list_providers: {
    title: 'List model providers',
    summary: 'List the providers of models, and how the server stores their keys. For the owner and admins.',
    right: 'admin',
    request: nothing,
    reply: z.object({ providers: z.array(Provider), keys_kept: KeysKept }),
    http: 'GET /api/providers',
    readOnly: true,
  },
  add_provider: {
    title: 'Add a model provider',
    summary: 'Add a provider of models. Its key is never sent to a client again. Nothing is requested from it yet.',
    right: 'admin',
    request: z.object({
      kind: ProviderKind,
      name: described('Left out: made of the address.', optional(Name)),
      base_url,
      key: optional(key),
    }),
    reply: Provider,
    http: { route: 'POST /api/providers', status: 201 },
    readOnly: false,
    audit: { topic: 'settings', facts: ['name', 'base_url'] },
  },
  update_provider: {
    title: 'Change a model provider',
    summary: 'Change the name, the address or the key of a provider. The key is deleted when the address changes to another host.',
    right: 'admin',
    request: z.object({
      provider_id: id,
      name: z.optional(Name),
      base_url: z.optional(base_url),
      key: described('Null: deletes the key. Left out: it stays.', optional(key)),
    }),
    reply: Provider,
    http: 'PATCH /api/providers/:provider_id',
    readOnly: false,
    audit: { topic: 'settings', facts: ['name', 'base_url'] },
  },
  remove_provider: {
    title: 'Remove a model provider',
    summary: 'Remove a provider and its key.',
    right: 'admin',
    request: aboutProvider,
    reply: nothing,
    http: 'DELETE /api/providers/:provider_id',
    readOnly: false,
    audit: { topic: 'settings' },
  },
  find_providers: {
    title: 'Find model servers',
    summary: "Look for model servers on the server's computer, at the ports that they use by default.",
    right: 'admin',
    request: nothing,
    reply: z.object({ found: z.array(FoundServer) }),
    http: 'GET /api/providers/found',
    readOnly: true,
  },
  list_models: {
    title: 'List the models of a provider',
    summary: 'List the models of a provider. It fails with `model_failed` and a sentence when the provider does not work.',
    right: 'admin',
    request: aboutProvider,
    reply: z.object({ models: z.array(Model) }),
    http: 'GET /api/providers/:provider_id/models',
    readOnly: true,
  },
  try_model: {
    title: 'Try a model',
    summary: 'Ask a model for a few words. It fails with `model_failed` and a sentence when it does not answer.',
    right: 'admin',
    request: z.object({ provider_id: id, model: z.string().check(z.minLength(1), z.maxLength(MODEL_NAME_CHARS_MAX)) }),
    reply: z.object({
      text: described('Empty: the answer had no text.', z.string()),
      input_tokens: described('Null: the provider does not report it.', z.nullable(z.number())),
      output_tokens: described('Null: the provider does not report it.', z.nullable(z.number())),
      ms: described('From the request to the end of the answer.', z.number()),
    }),
    http: 'POST /api/providers/:provider_id/trial',
    readOnly: false,
    audit: { none: 'It changes nothing here.' },
  },
} as const satisfies Record<string, CommandRow>;
