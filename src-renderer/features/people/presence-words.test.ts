import { expect, test } from 'vitest';
import { ada, agent, john, porter, presence, sarah, wokenIn } from '../../testing/cast.ts';
import { aboutWords, besideAbout, presenceTone, statusWords } from './presence-words.ts';

const reviewing = presence('ada', { status: 'working', detail: 'reviewing', progress: 57 });

test('the dot says here, at work, blocked or away', () => {
  expect([
    presenceTone(presence('ada')),
    presenceTone(reviewing),
    presenceTone(presence('ada', { status: 'blocked' })),
    presenceTone(presence('ada', { online: false })),
    presenceTone(undefined),
  ]).toEqual(['ok', 'busy', 'blocked', 'off', 'off']);
});

test('beside a name there is what an agent does, and whether a person is here', () => {
  expect(statusWords(ada, reviewing)).toBe('reviewing 57%');
  expect(statusWords(ada, presence('ada', { status: 'waiting' }))).toBe('waiting');
  expect(statusWords(sarah, presence('sarah'))).toBe('here');
  expect(statusWords(sarah, undefined)).toBe('away');
});

test('under a name there is what a participant is, or does', () => {
  expect(aboutWords(john, presence('john'))).toBe('Member');
  expect(aboutWords(john, undefined)).toBe('Member · away');
  expect(aboutWords(ada, undefined)).toBe('Not connected');
  expect(aboutWords(ada, reviewing)).toBe('reviewing');
  expect(aboutWords(ada, presence('ada'))).toBe('Ready');
  expect(aboutWords(ada, presence('ada', { status: 'blocked' }))).toBe('Blocked');
  expect(aboutWords(ada, presence('ada', { status: 'blocked', detail: 'Waits for Sarah’s approval' }))).toBe('Waits for Sarah’s approval');
  expect(aboutWords(porter, presence('porter'))).toBe('Always available, needs no model');
});

test('an agent that the server runs is shown as such, and as paused while it is absent', () => {
  const nova = agent('nova', { type: 'hosted' });
  expect([presence('nova'), presence('nova', { status: 'thinking' }), undefined].map((each) => aboutWords(nova, each))).toEqual([
    'Run by this home',
    'Thinking',
    'Paused',
  ]);
  expect(statusWords(nova, undefined)).toBe('paused');
  expect(statusWords(nova, presence('nova', { status: 'thinking' }))).toBe('thinking');
});

test('beside that there is only what it does not say', () => {
  expect(besideAbout(sarah, presence('sarah'))).toBe('here');
  expect(besideAbout(ada, reviewing)).toBe('working 57%');
  expect(besideAbout(ada, presence('ada', { detail: 'llama3.2' }))).toBe('ready');
  expect(besideAbout(ada, presence('ada'))).toBeNull();
  expect(besideAbout(ada, undefined)).toBeNull();
});

test('an agent that is being woken is neither away nor ready', () => {
  const waking = wokenIn('lobby', 'ada');
  expect([presenceTone(waking), statusWords(ada, waking), aboutWords(ada, waking)]).toEqual(['busy', 'waking', 'Waking']);
});
