import { expect, test } from 'vitest';
import type { AgentTurn, TurnFile } from '../../../src-shared/hosted-agents.ts';
import type { Model } from '../../../src-shared/providers.ts';
import {
  costWords,
  filesWords,
  firstModel,
  limitStates,
  modelFacts,
  markWords,
  outcomeWords,
  readerWords,
  sentWords,
  turnFacts,
  usedWords,
} from './hosted-words.ts';

const model = (id: string, more: Partial<Model> = {}): Model => ({
  id,
  context_tokens: null,
  tools: null,
  images: null,
  price: null,
  ...more,
});

const turn: AgentTurn = {
  ...{ id: 't', agent_id: 'nova', room_id: 'lobby', message_id: 'm', caused_by: 'maya', started_at: 1, ended_at: 2 },
  ...{ outcome: 'answered', steps: 2, input_tokens: 1_340, output_tokens: 52, cost: null, failure: null },
  ...{ messages_sent: 12, messages_left_out: 0, marks: [], retry_at: null, files: [], files_more: 0 },
};

test('a description of a model includes unknown facts', () => {
  expect(modelFacts(model('a', { context_tokens: 128_000, tools: true, images: true }))).toMatch(
    /^128k-token context · can use tools · sees images$/i,
  );
  expect(modelFacts(model('a'))).toBe('context: unknown · tools: unknown · images: unknown');
});

test('the first choice is a model that can use tools', () => {
  expect(firstModel([model('embed', { tools: false }), model('talk', { tools: true })])).toBe('talk');
  expect(firstModel([model('a'), model('b')])).toBe('a');
  expect(firstModel([])).toBeNull();
});

test('it is said who reads the messages, and whether they leave the computer', () => {
  expect(readerWords({ name: 'Ollama', base_url: 'http://127.0.0.1:11434/v1' })).toEqual({
    isLocal: true,
    text: 'Ollama at 127.0.0.1:11434 reads them. That is on this home’s computer: no message leaves it.',
  });
  for (const [url, host] of [
    ['https://api.anthropic.com/v1', 'api.anthropic.com'],
    ['http://192.168.1.7:1234/v1', '192.168.1.7:1234'],
    ['http://localhost.example.com/v1', 'localhost.example.com'],
  ] as const)
    expect(readerWords({ name: 'P', base_url: url })).toEqual({
      isLocal: false,
      text: `Messages leave this home’s computer: P at ${host} reads them.`,
    });
});

test('a cost that no provider reported is unknown, and not nothing', () => {
  expect([costWords(null), costWords(0), costWords(0.0123)]).toEqual([
    'cost unknown',
    expect.stringMatching(/^cost .*\$0\.00$/),
    expect.stringMatching(/^cost .*\$0\.0123$/),
  ]);
  expect(usedWords({ turns: 0, tokens: 0, cost: null, unpriced_tokens: 0 })).toBe('0 answers, 0 tokens');
  expect(usedWords({ turns: 1, tokens: 1_392, cost: null, unpriced_tokens: 1_392 })).toBe('1 answer, 1,392 tokens, cost unknown');
  expect(usedWords({ turns: 2, tokens: 1_392, cost: 0.5, unpriced_tokens: 1_000 })).toMatch(
    /^2 answers, 1,392 tokens, cost .*\$0\.50, and unknown for 1,000 tokens$/,
  );
});

test('limits of 24 hours have the use beside them, and one that is reached says so', () => {
  const none = { tokens_per_day: null, dollars_per_day: null, turns_per_day: null };
  const used = { turns: 3, tokens: 1_200, cost: 0.5, unpriced_tokens: 0 };
  expect(limitStates(none, used)).toEqual([]);
  expect(limitStates({ ...none, turns_per_day: 3 }, used)).toEqual([{ text: '3 of 3 answers', isReached: true }]);
  expect(limitStates({ ...none, tokens_per_day: 900_000, dollars_per_day: 1 }, { ...used, cost: null })).toMatchObject([
    { text: '1,200 of 900,000 tokens', isReached: false },
    { text: expect.stringMatching(/\$0\.00 of .*\$1\.00$/), isReached: false },
  ]);
});

test('an answer says how it ended and what it took', () => {
  expect(turnFacts(turn)).toBe('2 steps · 1,340 tokens in, 52 out · cost unknown · 12 messages sent to the model');
  expect(turnFacts({ ...turn, steps: 1, messages_left_out: 3 })).toContain('· 3 did not fit');
  expect(turnFacts({ ...turn, steps: 0, input_tokens: 0, output_tokens: 0 })).toBe('0 steps');
  expect([outcomeWords(turn), outcomeWords({ outcome: null }), outcomeWords({ outcome: 'interrupted' })]).toEqual([
    'Answered',
    'Answering now',
    'Interrupted by a restart',
  ]);
});

test('an answer says which words from outside were read for it', () => {
  expect(markWords(turn)).toBeNull();
  expect(markWords({ marks: ['guest', 'web'] })).toBe(
    'Read words of a guest and a source outside this home, and so asked before each strong act',
  );
});

test('an answer says which files went into it, how much of each, and why one was left out', () => {
  const file: TurnFile = { file_id: 'f', name: 'a.png', type: 'image/png', size: 9, way: 'call', sent: 'whole', why: null };
  const none: TurnFile = { ...file, sent: 'none', why: 'It is empty.' };
  expect(filesWords([file], 0)).toBe('1 file');
  expect(filesWords([file, none], 3)).toBe('5 files · 1 left out');
  expect([file, { ...file, sent: 'part' as const, way: 'tool' as const }, none].map(sentWords)).toEqual([
    'all of it',
    'a part of it · read by the agent',
    'left out: It is empty.',
  ]);
});
