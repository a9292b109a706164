// One request to a language model, streamed. The only file that knows the libraries of the providers; they are loaded with the
// first request. Tools are not called here: the caller does that, and asks again with their results.
import type { LanguageModelV4, LanguageModelV4Message, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider';
import * as z from 'zod/mini';
import type { After } from '../domain/clock.ts';
import { TooLate, type Guard } from '../delivery/guarded.ts';
import { MadeImages } from './made-images.ts';
import { createModelFetch } from './model-fetch.ts';
import { withToolNames } from './openclaw-tools.ts';

/** A model server is loading a model, or is stuck, while it sends nothing. */
const SILENCE_MS = 120_000;
const STEP_MS_MAX = 15 * 60 * 1000;
const TEXT_CHARS_MAX = 100_000;
const TOOL_INPUT_CHARS_MAX = 100_000;
/** Its name for the library. */
const PROVIDER = 'provider';

export interface ModelPlace {
  kind: 'anthropic' | 'openai-compatible';
  /** Without the path of the request: `http://127.0.0.1:11434/v1`. */
  baseUrl: string;
  key: string | null;
}

export interface ToolCall {
  id: string;
  name: string;
  /** Null: the model wrote no valid JSON. */
  input: unknown;
}

export interface ToolResult {
  call: ToolCall;
  text: string;
  isError: boolean;
}

export interface ModelImage {
  /** `image/png` and the like. */
  type: string;
  bytes: Uint8Array;
  /** In pixels. */
  width: number;
  height: number;
}

export type ModelMessage =
  | { role: 'user'; text: string; images?: readonly ModelImage[] }
  | { role: 'assistant'; text: string; calls: readonly ToolCall[] }
  | { role: 'tool'; results: readonly ToolResult[] };

export interface ModelTool {
  name: string;
  description: string;
  /** JSON Schema. */
  input: Record<string, unknown>;
}

export interface ModelRequest {
  place: ModelPlace;
  model: string;
  /** The instructions. */
  system: string;
  messages: readonly ModelMessage[];
  tools: readonly ModelTool[];
  /** Of the answer. */
  tokensMax: number;
  /** Whether the model is asked for images too. Most servers refuse that of a model that makes none. */
  wantsImages?: boolean;
  signal: AbortSignal;
  onText(delta: string): void;
}

export interface Usage {
  /** Null: the provider does not say it. */
  input_tokens: number | null;
  output_tokens: number | null;
  /** In US dollars; null: the provider does not say it. */
  cost: number | null;
}

export interface ModelStep {
  text: string;
  calls: ToolCall[];
  images: Pick<MadeImages, 'all' | 'lost'>;
  /** `length`: the answer reached `tokensMax` or the end of the context. `refused`: by the provider's filter. */
  end: 'stop' | 'tools' | 'length' | 'refused';
  usage: Usage;
}

interface AskModelPorts {
  guard: Guard;
  after: After;
}

export type AskModel = (request: ModelRequest) => Promise<ModelStep>;

/** Throws the error of the library or of the connection, `TooLate`, or the reason of the signal: `sentenceOf` (errors.ts) explains them. */
export function createAskModel({ guard, after }: AskModelPorts): AskModel {
  const fetchModel = createModelFetch(guard);
  return withToolNames(async (request) => {
    const silence = new AbortController();
    let cancel = (): void => undefined;
    const heard = (): void => {
      cancel();
      cancel = after(SILENCE_MS, () => silence.abort(new TooLate('The model server sent nothing for too long.')));
    };
    const signal = AbortSignal.any([request.signal, silence.signal]);
    heard();
    const cancelWhole = after(STEP_MS_MAX, () => silence.abort(new TooLate('The answer of the model took too long.')));
    try {
      const model = await modelOf(request, fetchModel);
      const { stream } = await model.doStream({
        prompt: [{ role: 'system', content: request.system }, ...request.messages.map(toPrompt)],
        tools: request.tools.map(({ name, description, input }) => ({ type: 'function', name, description, inputSchema: input })),
        maxOutputTokens: request.tokensMax,
        includeRawChunks: request.place.kind === 'openai-compatible',
        ...(request.wantsImages === true && { providerOptions: { [PROVIDER]: { modalities: ['image', 'text'] } } }),
        abortSignal: signal,
      });
      return await read(stream, request, heard);
    } catch (error) {
      // The libraries wrap the reason in their own error.
      throw signal.aborted ? signal.reason : error;
    } finally {
      cancel();
      cancelWhole();
    }
  });
}

async function read(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  { signal, onText }: Pick<ModelRequest, 'signal' | 'onText'>,
  heard: () => void,
): Promise<ModelStep> {
  const images = new MadeImages();
  const usage = { input_tokens: null, output_tokens: null, cost: null };
  const step: ModelStep = { text: '', calls: [], images, end: 'stop', usage };
  for await (const part of stream) {
    signal.throwIfAborted();
    heard();
    switch (part.type) {
      case 'text-delta':
        step.text += part.delta;
        onText(part.delta);
        // A server may ignore the maximum of the request. Returning ends the stream.
        if (step.text.length > TEXT_CHARS_MAX) return { ...step, end: 'length' };
        break;
      case 'raw':
        images.addRaw(part.rawValue);
        break;
      case 'file':
        images.addFile(part);
        break;
      case 'tool-call':
        step.calls.push({ id: part.toolCallId, name: part.toolName, input: parsed(part.input) });
        break;
      case 'finish':
        step.end = ENDS[part.finishReason.unified] ?? 'stop';
        step.usage = usageOf(part.usage);
        break;
      case 'error':
        throw part.error;
      default:
    }
  }
  return step;
}

const ENDS: Partial<Record<string, ModelStep['end']>> = { length: 'length', 'content-filter': 'refused', 'tool-calls': 'tools' };

/** OpenRouter reports a cost. */
const Priced = z.object({ cost: z.number().check(z.nonnegative()) });

function usageOf({ inputTokens, outputTokens, raw }: LanguageModelV4Usage): Usage {
  const priced = Priced.safeParse(raw);
  return {
    input_tokens: inputTokens.total ?? null,
    output_tokens: outputTokens.total ?? null,
    cost: priced.success ? priced.data.cost : null,
  };
}

function parsed(input: string): unknown {
  if (input.trim() === '') return {};
  if (input.length > TOOL_INPUT_CHARS_MAX) return null;
  try {
    return JSON.parse(input);
  } catch {
    return null;
  }
}

function toPrompt(message: ModelMessage): LanguageModelV4Message {
  switch (message.role) {
    case 'user':
      return {
        role: 'user',
        content: [
          { type: 'text', text: message.text },
          ...(message.images ?? []).map(({ type, bytes }) => ({
            ...{ type: 'file' as const, mediaType: type },
            data: { type: 'data' as const, data: bytes },
          })),
        ],
      };
    case 'assistant': {
      const text = message.text === '' ? [] : [{ type: 'text' as const, text: message.text }];
      const calls = message.calls.map(({ id, name, input }) => ({
        type: 'tool-call' as const,
        toolCallId: id,
        toolName: name,
        input: input ?? {},
      }));
      return { role: 'assistant', content: [...text, ...calls] };
    }
    case 'tool':
      return {
        role: 'tool',
        content: message.results.map(({ call, text, isError }) => ({
          type: 'tool-result',
          toolCallId: call.id,
          toolName: call.name,
          output: { type: isError ? 'error-text' : 'text', value: text },
        })),
      };
  }
}

async function modelOf({ place, model }: ModelRequest, fetchModel: typeof fetch): Promise<LanguageModelV4> {
  if (place.kind === 'anthropic') {
    const { createAnthropic } = await import('@ai-sdk/anthropic');
    // Without a key the library would look into the environment.
    return createAnthropic({ baseURL: place.baseUrl, apiKey: place.key ?? 'none', fetch: fetchModel })(model);
  }
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
  const key = place.key === null ? {} : { apiKey: place.key };
  return createOpenAICompatible({ name: PROVIDER, baseURL: place.baseUrl, ...key, includeUsage: true, fetch: fetchModel }).chatModel(model);
}
