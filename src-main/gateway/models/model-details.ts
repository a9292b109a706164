// Details about models from servers on this computer and its network: Ollama, LM Studio and llama.cpp. An answer that is missing is
// no failure: nothing is known then.
import * as z from 'zod/mini';
import { answeredAs } from './requests.ts';

/** The answer to a request at the server's host: `/api/tags`. With a body it is sent with POST. */
export type AskLocal = (path: string, body?: object) => Promise<unknown>;

interface Details {
  context_tokens: number | null;
  tools: boolean | null;
  images: boolean | null;
  /** False: it makes no text, such as a model for embeddings. */
  isForText: boolean;
}

const size = z.int().check(z.positive());

export async function detailsOf(ask: AskLocal, isLlamaCpp: boolean, ids: readonly string[]): Promise<Map<string, Details>> {
  if (isLlamaCpp) return ofLlamaCpp(ask, ids);
  const ofLmStudio = await answeredAs(LmStudioList, ask('/api/v0/models'));
  return ofLmStudio ? new Map(ofLmStudio.data.map((each) => [each.id, lmStudioDetails(each)])) : ofOllama(ask, ids);
}

const LmStudioModel = z.object({
  id: z.string(),
  type: z.optional(z.string()),
  loaded_context_length: z.optional(size),
  max_context_length: z.optional(size),
  capabilities: z.optional(z.array(z.string())),
});
const LmStudioList = z.object({ data: z.array(LmStudioModel) });

function lmStudioDetails({ type, loaded_context_length, max_context_length, capabilities }: z.infer<typeof LmStudioModel>): Details {
  return {
    context_tokens: loaded_context_length ?? max_context_length ?? null,
    tools: capabilities?.includes('tool_use') ? true : null,
    images: type === 'vlm' ? true : type === 'llm' ? false : null,
    isForText: type !== 'embeddings',
  };
}

const Props = z.object({
  chat_template_caps: z.optional(z.object({ supports_tools: z.boolean() })),
  modalities: z.optional(z.object({ vision: z.boolean() })),
});

/** It serves one model. */
async function ofLlamaCpp(ask: AskLocal, ids: readonly string[]): Promise<Map<string, Details>> {
  const props = await answeredAs(Props, ask('/props'));
  const tools = props?.chat_template_caps?.supports_tools ?? null;
  const images = props?.modalities?.vision ?? null;
  return new Map(ids.map((id) => [id, { context_tokens: null, tools, images, isForText: true }]));
}

/** Each model needs one request. */
const OLLAMA_MODELS_MAX = 100;
const OLLAMA_AT_ONCE = 8;
/** The context that Ollama gives a model when nothing else is set. It cuts longer prompts without an error. */
const OLLAMA_CONTEXT = 4_096;

const Tags = z.object({ models: z.array(z.object({ name: z.string() })) });
const Loaded = z.object({ models: z.array(z.object({ name: z.string(), context_length: z.optional(size) })) });
const Show = z.object({
  capabilities: z.optional(z.array(z.string())),
  /** Lines of a name and a value. */
  parameters: z.optional(z.string()),
  model_info: z.optional(z.record(z.string(), z.unknown())),
});

async function ofOllama(ask: AskLocal, ids: readonly string[]): Promise<Map<string, Details>> {
  const details = new Map<string, Details>();
  if (!(await answeredAs(Tags, ask('/api/tags')))) return details;
  const running = (await answeredAs(Loaded, ask('/api/ps')))?.models ?? [];
  const left = ids.slice(0, OLLAMA_MODELS_MAX);
  const next = async (): Promise<void> => {
    for (let id = left.shift(); id !== undefined; id = left.shift()) {
      const model = id;
      const shown = await answeredAs(Show, ask('/api/show', { model }));
      if (shown) details.set(model, ollamaDetails(shown, running.find(({ name }) => name === model)?.context_length ?? null));
    }
  };
  await Promise.all(Array.from({ length: OLLAMA_AT_ONCE }, next));
  return details;
}

function ollamaDetails({ capabilities, parameters = '', model_info = {} }: z.infer<typeof Show>, loaded: number | null): Details {
  const [, most] = Object.entries(model_info).find(([name]) => name.endsWith('.context_length')) ?? [];
  const set = Number(/^num_ctx\s+(\d+)\s*$/m.exec(parameters)?.[1] ?? Number.NaN);
  const given = loaded ?? (set > 0 ? set : OLLAMA_CONTEXT);
  return {
    context_tokens: size.safeParse(most).success ? Math.min(given, Number(most)) : given,
    tools: capabilities?.includes('tools') ?? null,
    images: capabilities?.includes('vision') ?? null,
    isForText: capabilities?.includes('completion') ?? true,
  };
}
