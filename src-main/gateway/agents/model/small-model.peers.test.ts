// An agent that a real language model speaks for, by the server of llama.cpp: small, and with real words, times and ends.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { freePort } from '../../testing/free-port.ts';
import { python, script, smallModel } from '../../testing/peers/python.ts';
import { newName, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';

/** Of a stop, from the command to the end of the turn. */
const STOP_MS_MAX = 2_000;
const LONG = 'Write a very long story about the sea, with many chapters.';

const home = startedForAll(() => startModelHome());
let model: ReturnType<typeof spawn>;
let base_url = '';

beforeAll(async () => {
  const port = await freePort();
  base_url = `http://127.0.0.1:${port}/v1`;
  model = spawn(python(), [script('small-model.py'), smallModel(), String(port)], { stdio: ['pipe', 'pipe', 'ignore'] });
  if (!model.stdout) throw new Error('The model server has no output.');
  await once(model.stdout, 'data');
  await vi.waitFor(async () => expect((await fetch(`${base_url}/models`)).ok).toBe(true), { timeout: 60_000 });
});

afterAll(() => {
  model.kill('SIGKILL');
});

async function agentWith(instructions: string) {
  const { id: provider_id } = await home.ada.do('add_provider', { kind: 'openai-compatible', name: newName(), base_url });
  const runs = { kind: 'model' as const, provider_id, model: 'smollm2' };
  return home.makeAgent(newName(), { runs, instructions, context_messages: 2 });
}

const isWriting = async (id: string): Promise<boolean> =>
  Object.values((await home.ada.picture()).streams).some(({ author_id, text }) => author_id === id && text !== '');

it('is found with its facts, and answers with tokens that the server counted', async () => {
  const scout = await agentWith('Answer in one short sentence.');
  const asked = await home.say(`@${scout.name} Say hello.`);
  await expect.poll(() => home.outcomes(scout), { timeout: 240_000 }).toEqual(['answered']);
  const [answer = ''] = await home.answersOf(scout);
  expect(answer).toMatch(/\w/);
  const [turn] = await home.turns(scout);
  expect(turn).toMatchObject({ message_id: asked.id, steps: 1 });
  expect(turn?.input_tokens).toBeGreaterThan(50);
  expect(turn?.output_tokens).toBeGreaterThan(0);
}, 300_000);

it('streams, and stops while the model is writing', async () => {
  const scout = await agentWith('You write long stories.');
  await home.say(`@${scout.name} ${LONG}`);
  await expect.poll(() => isWriting(scout.id), { timeout: 240_000 }).toBe(true);
  const stoppedAt = performance.now();
  await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: scout.id });
  await expect.poll(() => home.outcomes(scout), { timeout: 10_000, interval: 20 }).toEqual(['stopped']);
  expect(performance.now() - stoppedAt).toBeLessThan(STOP_MS_MAX);
  // The only place of the model server is free again: it stopped too.
  const next = await agentWith('Answer in one short sentence.');
  await home.say(`@${next.name} Say hello.`);
  await expect.poll(() => isWriting(next.id), { timeout: 60_000 }).toBe(true);
  await home.ada.do('stop_agent', { room_id: LOBBY_ID, participant_id: next.id });
}, 600_000);
