import { describe, expect, it } from 'vitest';
import { UsageReader, type UsageRead } from './usage-reader.ts';

function readIn(text: string, { isStream = true, size = 7 } = {}): UsageRead {
  const reader = new UsageReader(isStream);
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) reader.read(bytes.subarray(at, at + size));
  return reader.end();
}

const lines = (...parts: object[]): string => parts.map((each) => `event: x\ndata: ${JSON.stringify(each)}\n\n`).join('');

describe('the use of tokens in an answer', () => {
  it.each<[string, string, boolean, object]>([
    [
      'messages that are streamed, with the cache',
      lines(
        { type: 'message_start', message: { usage: { input_tokens: 10, cache_read_input_tokens: 200, output_tokens: 1 } } },
        { type: 'content_block_delta', delta: { text: 'é"usage"' } },
        { type: 'message_delta', usage: { output_tokens: 45 } },
      ),
      true,
      { input_tokens: 210, output_tokens: 45, cost: null },
    ],
    [
      'a chat that is streamed',
      `${lines({ choices: [{ delta: { content: 'x' } }], usage: null }, { choices: [], usage: { prompt_tokens: 7, completion_tokens: 3, cost: 0.01 } })}data: [DONE]\n\n`,
      true,
      { input_tokens: 7, output_tokens: 3, cost: 0.01 },
    ],
    [
      'a response that is streamed',
      lines({ type: 'response.completed', response: { usage: { input_tokens: 5, output_tokens: 6 } } }),
      true,
      { input_tokens: 5, output_tokens: 6 },
    ],
    [
      'a whole answer',
      JSON.stringify({ id: 'x', usage: { prompt_tokens: 1, completion_tokens: 2 } }),
      false,
      { input_tokens: 1, output_tokens: 2 },
    ],
    [
      'a last line without an end',
      'data: {"usage":{"prompt_tokens":4,"completion_tokens":5}}',
      true,
      { input_tokens: 4, output_tokens: 5 },
    ],
    ['zeros', lines({ usage: { prompt_tokens: 0, completion_tokens: 0 } }), true, { input_tokens: null, output_tokens: null }],
    [
      'text of no known kind',
      'data: {"usage": "much"}\n\ndata: {"usage"\n\n',
      true,
      { input_tokens: null, output_tokens: null, cost: null },
    ],
    ['negative figures', lines({ usage: { prompt_tokens: -4, completion_tokens: 2 } }), true, { input_tokens: null, output_tokens: null }],
  ])('of %s', (_, text, isStream, use) => {
    expect(readIn(text, { isStream })).toMatchObject({
      ...use,
      output_estimate: Math.ceil(Buffer.byteLength(text) / (isStream ? 100 : 4)),
    });
  });

  it('skips a line that is too long, and reads the next', () => {
    const long = `data: {"usage":${' '.repeat(5_000_000)}1}\n`;
    expect(readIn(long + lines({ usage: { prompt_tokens: 7 } }), { size: 100_000 })).toMatchObject({ input_tokens: 7 });
  });
});
