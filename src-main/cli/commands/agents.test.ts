import { expect, test } from 'vitest';
import { AGENTS } from './agents.ts';

test('an agent that is blocked is shown as such, and what blocks it', () => {
  const ada = { agent_id: 'ada', name: 'Ada', capabilities: [], status: 'waiting', status_detail: 'Waits for an answer' };
  expect(AGENTS.row(ada)[1]).toBe('waiting, Waits for an answer');
  expect(AGENTS.row({ ...ada, blocked: true })[1]).toBe('blocked, Waits for an answer');
});

test('an agent that is being woken is shown as such', () => {
  const ada = { agent_id: 'ada', name: 'Ada', capabilities: [], status: 'waiting', waking: true };
  expect(AGENTS.row(ada)[1]).toBe('waking');
});
