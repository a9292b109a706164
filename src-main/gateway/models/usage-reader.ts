// Reads the use of tokens from the answer of a model server while it passes: of Anthropic's messages, and of OpenAI's chats and responses.
import * as z from 'zod/mini';

/** A longer line of a stream, or a longer answer without one, is not read. */
const READ_CHARS_MAX = 4 * 1024 * 1024;

/** A stream repeats names with each token. */
const STREAM_BYTES_PER_TOKEN = 100;
const BYTES_PER_TOKEN = 4;

const count = z.optional(z.nullable(z.number().check(z.nonnegative())));
/** `cost`: OpenRouter's. The others name the tokens in their own way. */
const Usage = z.object({
  input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  prompt_tokens: count,
  output_tokens: count,
  completion_tokens: count,
  cost: count,
});
const unread = z.optional(z.unknown());
const WithUsage = z.object({ usage: unread });
const Part = z.object({ usage: unread, message: unread, response: unread });

export interface UsageRead {
  /** Null: the server did not say it. */
  input_tokens: number | null;
  output_tokens: number | null;
  /** In US dollars. */
  cost: number | null;
  /** From the length of the answer. */
  output_estimate: number;
}

export class UsageReader {
  readonly #isStream: boolean;
  readonly #decoder = new TextDecoder();
  readonly #found: Omit<UsageRead, 'output_estimate'> = { input_tokens: null, output_tokens: null, cost: null };
  #bytes = 0;
  #rest = '';
  /** The present line is too long. */
  #isSkipping = false;

  /** `isStream`: the answer has server-sent events. */
  constructor(isStream: boolean) {
    this.#isStream = isStream;
  }

  read(chunk: Uint8Array): void {
    this.#bytes += chunk.length;
    const text = this.#decoder.decode(chunk, { stream: true });
    if (!this.#isStream) return this.#keep(text);
    const lines = text.split('\n');
    for (const [index, line] of lines.entries()) {
      this.#keep(line);
      if (index < lines.length - 1) this.#endLine();
    }
  }

  end(): UsageRead {
    if (this.#isStream) this.#endLine();
    else this.#note(this.#rest);
    return { ...this.#found, output_estimate: Math.ceil(this.#bytes / (this.#isStream ? STREAM_BYTES_PER_TOKEN : BYTES_PER_TOKEN)) };
  }

  #keep(text: string): void {
    if (this.#rest.length + text.length > READ_CHARS_MAX) this.#isSkipping = true;
    this.#rest = this.#isSkipping ? '' : this.#rest + text;
  }

  #endLine(): void {
    if (this.#rest.startsWith('data:') && this.#rest.includes('"usage"')) this.#note(this.#rest.slice('data:'.length));
    this.#rest = '';
    this.#isSkipping = false;
  }

  /** A later part has the sum so far. No server that counts says 0. */
  #note(json: string): void {
    const part = Part.safeParse(parsed(json)).data;
    for (const holder of [part?.message, part?.response, part]) {
      const usage = Usage.safeParse(WithUsage.safeParse(holder).data?.usage).data;
      if (!usage) continue;
      const cached = (usage.cache_read_input_tokens ?? 0) + (usage.cache_creation_input_tokens ?? 0);
      const input = usage.input_tokens ?? usage.prompt_tokens;
      if (input) this.#found.input_tokens = Math.max(this.#found.input_tokens ?? 0, input + cached);
      const output = usage.output_tokens ?? usage.completion_tokens;
      if (output) this.#found.output_tokens = Math.max(this.#found.output_tokens ?? 0, output);
      if (usage.cost !== undefined && usage.cost !== null) this.#found.cost = usage.cost;
    }
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
