import { expect, it } from 'vitest';
import { withToolNames } from './openclaw-tools.ts';
import type { ModelRequest } from './step.ts';

const LONG = 'x'.repeat(64);
const NAMES = ['read', `${LONG}a`, `${LONG}b`];

/** The names that a model with that name is sent, and the tools that it calls when it calls each of them. */
async function namesFor(model: string): Promise<{ sent: string[]; earlier: string[]; called: string[] }> {
  const call = (name: string, id: number) => ({ id: String(id), name, input: {} });
  const request: ModelRequest = {
    ...{ place: { kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:1', key: null }, model, system: '', tokensMax: 100 },
    messages: [{ role: 'assistant', text: '', calls: NAMES.map(call) }],
    tools: NAMES.map((name) => ({ name, description: '', input: {} })),
    ...{ signal: new AbortController().signal, onText: () => undefined },
  };
  let sent: string[] = [];
  let earlier: string[] = [];
  const ask = withToolNames(({ tools, messages: [first] }) => {
    sent = tools.map(({ name }) => name);
    if (first?.role === 'assistant') earlier = first.calls.map(({ name }) => name);
    return Promise.resolve({ text: '', calls: sent.map(call), end: 'tools', usage: null } as never);
  });
  const { calls } = await ask(request);
  return { sent, earlier, called: calls.map(({ name }) => name) };
}

it.each(['openclaw', 'openclaw/main', 'openclaw:main', 'OpenClaw/main', 'agent:main'])(
  'The tools for %s have other names',
  async (model) => {
    const { sent, earlier, called } = await namesFor(model);
    expect(sent[0]).toBe('lanai_read');
    expect(new Set(sent).size).toBe(NAMES.length);
    for (const name of sent) expect(name).toMatch(/^lanai_\w{1,58}$/);
    expect(earlier).toEqual(sent);
    expect(called).toEqual(NAMES);
  },
);

it.each(['openclawish', 'agents', 'gpt'])('The tools for %s keep their names', async (model) => {
  expect(await namesFor(model)).toEqual({ sent: NAMES, earlier: NAMES, called: NAMES });
});
