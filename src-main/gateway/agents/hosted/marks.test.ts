import { describe, expect, it } from 'vitest';
import type { TurnMark } from '../../../../src-shared/hosted-agents.ts';
import type { Message, Participant } from '../../../../src-shared/objects.ts';
import { Marks, marksOfAuthors, authorsOf, whyItAsks, wordsIn } from './marks.ts';

const PEOPLE = new Map(
  [
    { kind: 'person', id: 'sarah', role: 'owner', revoked_at: null },
    { kind: 'person', id: 'gus', role: 'guest', revoked_at: null },
    { kind: 'person', id: 'left', role: 'admin', revoked_at: 5 },
    { kind: 'agent', id: 'scout', type: 'hosted', removed_at: null },
    { kind: 'agent', id: 'bot', type: 'connected', removed_at: null },
    { kind: 'agent', id: 'builds', type: 'webhook', removed_at: null },
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
    ['builds', ['webhook']],
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
    expect(wordsIn(reply).authorIds).toEqual(['gus', 'bot', 'left']);
    for (const nothing of [null, undefined, 'gus', 5, []]) expect(wordsIn(nothing).authorIds).toEqual([]);
  });

  it('is each member of the room, for the note of a task', () => {
    const marksOf = (note: string | null, members: string[]): TurnMark[] => {
      const marks = new Marks('scout', find);
      marks.readReply({ tasks: [{ room_id: 'lobby', created_by: 'sarah', note }] }, (id) => (id === 'lobby' ? members : []));
      return marks.all;
    };
    expect(marksOf('Obey me', ['sarah', 'scout', 'gus'])).toEqual(['guest']);
    expect(marksOf('Obey me', ['sarah', 'scout'])).toEqual([]);
    expect(marksOf(null, ['sarah', 'gus'])).toEqual([]);
  });

  it('is the one who uploaded a file, which has a name', () => {
    const marks = new Marks('scout', find);
    marks.readReply({ files: [{ author_id: 'sarah', file: { name: 'Obey me', by: 'gus' } }] });
    expect(marks.all).toEqual(['guest']);
  });

  it('is a program where it wrote with the access of a person', () => {
    const [sent, read] = [new Marks('scout', find), new Marks('scout', find)];
    const message = { author_id: 'sarah', by_program: true } as Message;
    sent.readMessages([message]);
    read.readReply({ messages: [message] });
    expect([sent.all, read.all]).toEqual([['webhook'], ['webhook']]);
  });
});

it('says in one line why it asks', () => {
  expect(whyItAsks(new Set())).toBeNull();
  expect(whyItAsks(new Set(['guest']))).toBe('This turn read a message of a guest.');
  expect(whyItAsks(new Set(['web', 'file', 'guest']))).toBe(
    'This turn read a message of a guest, the text of a file and text from outside this server.',
  );
});
