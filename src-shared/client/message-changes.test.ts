import { expect, it } from 'vitest';
import type { Message } from '../objects.ts';
import { createMessageChanges } from './message-changes.ts';

function message(more: Partial<Message> = {}): Message {
  const empty = { reply_to: null, metadata: null, attachments: [], mentions: [], reactions: [], client_id: null };
  const times = { created_at: 1, edited_at: null, deleted_at: null };
  return { id: 'm1', room_id: 'r', seq: 1, author_id: 'ada', kind: 'chat', content: 'Hello', ...empty, ...times, ...more };
}

const THUMB = { emoji: '👍', participant_ids: ['bo'] };
const reaction = (participant_id: string, on: boolean) => ({
  kind: 'reaction',
  reaction: { room_id: 'r', message_id: 'm1', emoji: '👍', participant_id, on },
});

it.each<[string, Message, Message, object[]]>([
  ['an edit', message(), message({ content: 'Bye', edited_at: 2 }), [{ kind: 'edit', message: message({ content: 'Bye', edited_at: 2 }) }]],
  [
    'a deletion',
    message(),
    message({ content: '', deleted_at: 2 }),
    [{ kind: 'delete', message: message({ content: '', deleted_at: 2 }) }],
  ],
  ['a reaction', message(), message({ reactions: [THUMB] }), [reaction('bo', true)]],
  ['a reaction that was taken back', message({ reactions: [THUMB] }), message(), [reaction('bo', false)]],
  [
    'one person in place of another',
    message({ reactions: [THUMB] }),
    message({ reactions: [{ ...THUMB, participant_ids: ['cy'] }] }),
    [reaction('bo', false), reaction('cy', true)],
  ],
  ['nothing of these, such as a pin', message(), message({ mentions: ['bo'] }), []],
])('finds %s', (_title, before, after, changes) => {
  const kept = createMessageChanges(10);
  kept.saw(before);
  expect(kept.changed(after)).toEqual(changes);
  expect(kept.changed(after)).toEqual([]);
});

it('finds nothing in a message that was not seen, and the next change of it', () => {
  const kept = createMessageChanges(10);
  expect(kept.changed(message({ reactions: [THUMB] }))).toEqual([]);
  expect(kept.changed(message())).toEqual([reaction('bo', false)]);
});

it('forgets the message that was seen first when there are too many', () => {
  const kept = createMessageChanges(2);
  for (const id of ['m1', 'm2', 'm3']) kept.saw(message({ id }));
  expect(kept.changed(message({ id: 'm1', content: 'Bye' }))).toEqual([]);
  expect(kept.changed(message({ id: 'm3', content: 'Bye' }))).toHaveLength(1);
});
