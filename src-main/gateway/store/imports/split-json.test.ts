import { expect, describe, it } from 'vitest';
import { splitJson, type Part } from './split-json.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function parts(json: string, chunk: number, ...patterns: string[][]): Promise<Part[]> {
  const bytes = Buffer.from(json);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return all(splitJson(chunks(), ...patterns));
}

describe('A long JSON text', () => {
  const CHAT = { name: 'a "b" \\ {', empty: [], messages: [{ id: 1, text: 'ü]"' }, [2, [3]], 'x', 4.5e3, null, true], last: -1 };

  it.each([1, 2, 3, 7, 1000])('is cut into its parts, in chunks of %i bytes', async (chunk) => {
    for (const space of [0, 2]) {
      const found = await parts(JSON.stringify(CHAT, null, space), chunk, ['messages', '*']);
      const { messages, ...others } = CHAT;
      expect(found.filter(({ path }) => path[0] === 'messages').map(({ value }) => value)).toEqual(messages);
      expect(Object.fromEntries(found.filter(({ path }) => path.length === 1).map(({ path, value }) => [path[0], value]))).toEqual(others);
    }
  });

  it('may have lists in lists', async () => {
    const json = JSON.stringify({ chats: { list: [{ id: 1, messages: [1, 2] }, { messages: [3] }] } });
    const found = await parts(json, 5, ['chats', 'list', '*', 'messages', '*']);
    expect(found.map(({ path, value }) => [path.join(' '), value])).toEqual([
      ['chats list 0 id', 1],
      ['chats list 0 messages 0', 1],
      ['chats list 0 messages 1', 2],
      ['chats list 1 messages 0', 3],
    ]);
  });

  it('has parts without a value where one is damaged, too deep or too large, and continues', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const large = JSON.stringify('x'.repeat(9 * 1024 * 1024));
    const found = await parts(`[{"a" 1}, ${deep}, ${large}, 5]`, 65_536, ['*']);
    expect(found.map(({ value }) => value)).toEqual([undefined, undefined, undefined, 5]);
  });

  it('takes bytes that are no UTF-8 as unknown characters', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('["a\xff', 'latin1');
      yield Buffer.from('b"]');
    }
    expect((await all(splitJson(bytes(), ['*']))).map(({ value }) => value)).toEqual(['a\uFFFDb']);
  });

  it.each(['', '[1', '[1,', '{"a"', '{"a":', '{"messages": [', '["', '{"messages": [1]'])(
    'that ends early is refused: %j',
    async (json) => {
      await expect(parts(json, 2, ['*'], ['messages', '*'])).rejects.toThrow(/ends early/);
    },
  );

  it.each(['[1] 2', '{1: 2}', '[1 2]', '{"messages": [1},', '<html>'])('that is none is refused: %j', async (json) => {
    await expect(parts(`${json} `, 3, ['*'], ['messages', '*']).then((all) => all.map(({ value }) => value))).rejects.toThrow(
      /not the JSON/,
    );
  });
});
