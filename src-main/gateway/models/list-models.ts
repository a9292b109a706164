// The models of a provider. The list has the same form in both dialects; the details differ by server.
import * as z from 'zod/mini';
import { MODELS_LISTED_MAX } from '../../../src-shared/limits.ts';
import { Model } from '../../../src-shared/providers.ts';
import { MalformedAnswer } from './errors.ts';
import { detailsOf, type AskLocal } from './model-details.ts';
import type { After } from '../domain/clock.ts';
import type { AskServer } from './requests.ts';
import type { ModelPlace } from './step.ts';

/** Ollama without a model answers null. */
const List = z.object({ data: z.nullable(z.array(z.unknown())) });

/** A field that is left out when it is not as expected. */
const lenient = <T extends z.ZodMiniType>(schema: T) =>
  z.optional(
    z.pipe(
      z.unknown(),
      z.transform((value): z.infer<T> | undefined => schema.safeParse(value).data),
    ),
  );
const size = lenient(z.int().check(z.positive()));
const dollars = lenient(z.coerce.number().check(z.nonnegative()));
const Entry = z.object({
  id: z.string(),
  /** Of OpenRouter, vLLM, Groq, Mistral and Anthropic. */
  context_length: size,
  max_model_len: size,
  context_window: size,
  max_context_length: size,
  max_input_tokens: size,
  /** Of llama.cpp. */
  meta: lenient(z.object({ n_ctx: size })),
  supported_parameters: lenient(z.array(z.string())),
  capabilities: lenient(z.object({ function_calling: z.optional(z.boolean()), vision: z.optional(z.boolean()) })),
  /** Of OpenRouter. */
  architecture: lenient(z.object({ input_modalities: z.array(z.string()), output_modalities: z.optional(z.array(z.string())) })),
  /** For one token. */
  pricing: lenient(z.object({ prompt: dollars, completion: dollars })),
});
type Entry = z.infer<typeof Entry>;

/** All details together. */
const DETAILS_MS = 8_000;

export interface ListOptions {
  askServer: AskServer;
  after: After;
}

/** In the order of the provider. Throws as AskServer does. */
export async function listModels({ askServer, after }: ListOptions, place: ModelPlace, signal: AbortSignal): Promise<Model[]> {
  const path = place.kind === 'anthropic' ? '/models?limit=1000' : '/models';
  const answer = List.safeParse(await askServer(place, { path, signal }));
  if (!answer.success) throw new MalformedAnswer('The answer is no list of models.');
  const entries = (answer.data.data ?? []).slice(0, MODELS_LISTED_MAX).flatMap((each) => Entry.safeParse(each).data ?? []);
  const models = entries.map((entry) => modelOf(entry, place));
  const isLocal = place.baseUrl.startsWith('http:');
  if (!isLocal || models.every(({ context_tokens, tools, images }) => context_tokens !== null && tools !== null && images !== null))
    return named(models);
  const late = new AbortController();
  const cancel = after(DETAILS_MS, () => late.abort());
  const until = AbortSignal.any([signal, late.signal]);
  const ask: AskLocal = (path, body) => askServer(place, { path, isOfHost: true, body, signal: until });
  const isLlamaCpp = entries.some(({ meta }) => meta !== undefined);
  const details = await detailsOf(ask, isLlamaCpp, ids(models)).finally(cancel);
  return named(
    models
      .filter(({ id }) => details.get(id)?.isForText !== false)
      .map((model) => ({
        ...model,
        context_tokens: model.context_tokens ?? details.get(model.id)?.context_tokens ?? null,
        tools: model.tools ?? details.get(model.id)?.tools ?? null,
        images: model.images ?? details.get(model.id)?.images ?? null,
      })),
  );
}

function ids(models: readonly Model[]): string[] {
  return models.map(({ id }) => id);
}

/** Without those whose names are of no use. */
function named(models: readonly Model[]): Model[] {
  return models.flatMap((each) => Model.safeParse(each).data ?? []);
}

function modelOf(entry: Entry, { kind }: ModelPlace): Model {
  const { id, meta, supported_parameters, capabilities, architecture } = entry;
  const { context_length, max_model_len, context_window, max_context_length, max_input_tokens } = entry;
  // All models of this family have tools and see images, and their list does not say so.
  const isClaude = kind === 'anthropic' && id.startsWith('claude-');
  return {
    id,
    context_tokens: context_length ?? max_model_len ?? meta?.n_ctx ?? context_window ?? max_context_length ?? max_input_tokens ?? null,
    tools: isClaude ? true : (supported_parameters?.includes('tools') ?? capabilities?.function_calling ?? null),
    images: isClaude ? true : (architecture?.input_modalities.includes('image') ?? capabilities?.vision ?? null),
    ...(architecture?.output_modalities?.includes('image') && { makes_images: true }),
    price: priceOf(entry),
  };
}

const A_MILLION = 1_000_000;

function priceOf({ pricing }: Entry): Model['price'] {
  if (pricing?.prompt === undefined || pricing.completion === undefined) return null;
  const rounded = (each: number): number => Math.round(each * A_MILLION * 10_000) / 10_000;
  return { input: rounded(pricing.prompt), output: rounded(pricing.completion) };
}
