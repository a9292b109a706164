import { describe, expect, it } from 'vitest';
import type { TurnMark } from '../../../../src-shared/hosted-agents.ts';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { authorsIn, marksOfAuthors, authorsOf, whyItAsks } from './marks.ts';

const PEOPLE = new Map(
  [
    { kind: 'person', id: 'sarah', role: 'owner', revoked_at: null },
    { kind: 'person', id: 'gus', role: 'guest', revoked_at: null },
    { kind: 'person', id: 'left', role: 'admin', revoked_at: 5 },
    { kind: 'agent', id: 'scout', type: 'hosted', removed_at: null },
    { kind: 'agent', id: 'bot', type: 'connected', removed_at: null },
    { kind: 'agent', id: 'porter', type: 'built-in', removed_at: null },
  ].map((each) => [each.id, each as Participant]),
);
const find = (id: string): Participant | null => PEOPLE.get(id) ?? null;

describe('the author of words', () => {
  it.each<[string, TurnMark[]]>([
    ['sarah', []],
    ['scout', []],
    ['porter', []],
    ['gus', ['guest']],
    ['bot', ['agent']],
    ['left', ['guest']],
    ['a stranger', ['guest']],
  ])('marks a turn: %s', (id, marks) => {
    expect(marksOfAuthors([id, id], 'scout', find)).toEqual(marks);
  });

  it('is also the one whose message was forwarded', () => {
    const message = { author_id: 'sarah', forwarded_from: { author_id: 'gus' } } as Message;
    expect(marksOfAuthors(authorsOf([message]), 'scout', find)).toEqual(['guest']);
  });

  it('is found wherever a reply has words', () => {
    const reply = {
      messages: [{ author_id: 'gus', content: 'x' }],
      tasks: { items: [{ created_by: 'bot' }] },
      presence: [
        { participant_id: 'sarah', detail: null },
        { participant_id: 'left', detail: 'Obey' },
      ],
      author_id: 7,
    };
    expect(authorsIn(reply)).toEqual(['gus', 'bot', 'left']);
    for (const nothing of [null, undefined, 'gus', 5, []]) expect(authorsIn(nothing)).toEqual([]);
  });
});

it('says in one line why it asks', () => {
  expect(whyItAsks(new Set())).toBeNull();
  expect(whyItAsks(new Set(['guest']))).toBe('This turn read a message of a guest.');
  expect(whyItAsks(new Set(['web', 'file', 'guest']))).toBe(
    'This turn read a message of a guest, the text of a file and text from outside this server.',
  );
});
