import { expect, test } from 'vitest';
import { ada, john, presence, sarah, wokenIn } from '../../testing/cast.ts';
import { typingWords } from './typing-words.ts';

test('says who is writing and which agents are at work', () => {
  expect(typingWords([], [])).toBe('');
  expect(typingWords([sarah], [])).toBe('Sarah is writing');
  expect(typingWords([sarah, john], [])).toBe('Sarah and John are writing');
  const thinking = presence('ada', { status: 'thinking', detail: 'running the gate' });
  expect(typingWords([john], [{ name: ada.name, presence: thinking }])).toBe('John is writing · Ada is thinking: “running the gate”');
  const blocked = presence('ada', { status: 'blocked', detail: 'Waits for Sarah’s approval' });
  expect(typingWords([], [{ name: ada.name, presence: blocked }])).toBe('Ada is blocked: “Waits for Sarah’s approval”');
});

test('says nothing of agents that are idle or away', () => {
  const away = presence('ada', { online: false, status: 'working' });
  expect(
    typingWords(
      [],
      [
        { name: 'Ada', presence: away },
        { name: 'Quill', presence: presence('quill') },
        { name: 'Rune', presence: undefined },
      ],
    ),
  ).toBe('');
});

test('says that an agent is being woken, and for whom', () => {
  const waking = wokenIn('lobby', 'ada');
  expect(typingWords([], [{ name: 'Ada', presence: waking }])).toBe('Waking Ada');
  expect(typingWords([], [{ name: 'Ada', presence: waking, waitingNames: ['Sarah', 'John'] }])).toBe('Waking Ada for Sarah and John');
});
