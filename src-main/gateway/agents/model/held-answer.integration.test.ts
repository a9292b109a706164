// The answer of an agent in the room while a tool of it waits for a person for long.
import { expect, it } from 'vitest';
import { STREAM_IDLE_MS } from '../../../../src-shared/limits.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { newName, startModelHome } from '../../testing/model-home.ts';
import { startedForAll } from '../../testing/shared-home.ts';
import { HOLD_EVERY_MS } from './worker.ts';

const clock = createTestClock();
const home = startedForAll(() => startModelHome({ after: realAfterBut((ms) => ms === STREAM_IDLE_MS || ms === HOLD_EVERY_MS, clock) }));

it('stays in the room, and is one message after the answer of the person', async () => {
  const scout = await home.makeAgent(newName());
  home.models.on({ hasToolResult: true }, { content: 'You said no.' });
  home.models.onMessage(/./, {
    content: 'I ask first.',
    toolCalls: [{ name: 'create_agent', arguments: '{"name":"Helper","instructions":""}' }],
  });
  await home.say(`@${scout.name} create a helper`);
  const question = async () => Object.values((await home.ada.picture()).approvals).find(({ agent_id }) => agent_id === scout.id);
  await expect.poll(question).toBeDefined();
  const texts = async () => Object.values((await home.ada.picture()).streams).map(({ text }) => text);
  for (let passedMs = 0; passedMs < 2 * STREAM_IDLE_MS; passedMs += HOLD_EVERY_MS) {
    clock.pass(HOLD_EVERY_MS);
    expect(await texts()).toEqual(['I ask first.']);
  }
  await home.ada.do('approval_resolve', { approval_id: (await question())?.id ?? '', decision: 'reject' });
  await expect.poll(() => home.outcomes(scout)).toEqual(['answered']);
  expect((await home.answersOf(scout)).filter((text) => text.includes('I ask first'))).toEqual(['I ask first.\n\nYou said no.']);
});
