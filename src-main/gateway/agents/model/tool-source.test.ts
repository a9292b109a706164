import { describe, expect, it } from 'vitest';
import type { ToolCall } from '../../models/step.ts';
import type { Turn } from '../hosted/turn.ts';
import { openTools, type OpenSource, type ToolSource } from './tool-source.ts';

const turn = {} as Turn;
const call = (name: string): ToolCall => ({ id: '1', name, input: { a: 1 } });
const options = { signal: new AbortController().signal, charsMax: 5 };

function source(names: readonly string[], text: string): ToolSource & { isClosed: boolean } {
  return {
    isClosed: false,
    tools: () => names.map((name) => ({ name, description: text, input: {} })),
    run: async () => ({ text, isError: false, line: 'Did it', act: { kind: 'other' } }),
    async close() {
      this.isClosed = true;
    },
  };
}

describe('the tools of a turn', () => {
  it('are those of all sources, of which the earlier ones come first', async () => {
    const tools = await openTools(turn, [() => source(['a', 'b'], 'one'), async () => source(['b', 'c'], 'two'), () => null]);
    expect(tools.tools.map(({ name, description }) => [name, description])).toEqual([
      ['a', 'one'],
      ['b', 'one'],
      ['c', 'two'],
    ]);
    expect((await tools.run(call('b'), options)).result.text).toBe('one');
    expect((await tools.run(call('c'), options)).result.text).toBe('two');
  });

  it('have an act with the input and the outcome, and a result that fits', async () => {
    const tools = await openTools(turn, [() => source(['a'], 'long text')]);
    expect(await tools.run(call('a'), options)).toEqual({
      result: { call: call('a'), text: 'long  … (shortened)', isError: false },
      images: [],
      files: [],
      isCut: true,
      line: 'Did it',
      act: { kind: 'other', outcome: 'done', input: '{\n  "a": 1\n}' },
    });
    expect((await tools.run(call('z'), options)).act).toMatchObject({ outcome: 'failed', output: 'There is no tool "z".' });
  });

  it('end together, also when one of them cannot begin', async () => {
    const [one, two] = [source(['a'], 'one'), source(['b'], 'two')];
    await (await openTools(turn, [() => one])).close();
    expect(one.isClosed).toBe(true);
    const failing: OpenSource = () => {
      throw new Error('gone');
    };
    await expect(openTools(turn, [failing, () => two])).rejects.toThrow('gone');
    expect(two.isClosed).toBe(true);
  });
});
