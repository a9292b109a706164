import { newId } from '../../../../src-shared/ids.ts';
import { REMINDER_AHEAD_MS_MAX, REMINDER_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Case, type Cast, type FrameCases } from './case.ts';
import { anyNumber, anyText, like, someId } from './objects.ts';

/** A message of Rune's in a separate room. */
async function message(cast: Cast, how: object = {}): Promise<{ room_id: string; message_id: unknown }> {
  const room_id = await roomOf(cast, how);
  const { message_id } = await ask(cast.rune, 'send_message', { room_id, content: 'keep this' });
  return { room_id, message_id };
}

async function saved(cast: Cast): Promise<{ room_id: string; message_id: unknown }> {
  const made = await message(cast);
  await ask(cast.ada, 'save_message', made);
  return made;
}

const item = { id: someId, room_id: someId, text: null, saved_at: anyNumber, remind_at: null, due_at: null, is_seen: false };
const reminder = { ...item, room_id: null, text: 'Water the beans', remind_at: anyNumber };
const HOUR_MS = 60 * 60 * 1000;
const inAnHour = ({ clock }: Cast): number => clock.now() + HOUR_MS;

const remindMe = async (cast: Cast): Promise<unknown> =>
  (await ask(cast.ada, 'remind_me', { text: 'Water the beans', remind_at: inAnHour(cast) })).id;

/** Times at which no participant can be reminded. */
const NO_TIMES: readonly [that: string, time: (cast: Cast) => unknown][] = [
  ['is not in the past', ({ clock }) => clock.now() - 1],
  ['is not now', ({ clock }) => clock.now()],
  ['is not in a far future', ({ clock }) => clock.now() + REMINDER_AHEAD_MS_MAX + HOUR_MS],
  ['is no text', () => 'tomorrow'],
  ['is a whole number', ({ clock }) => clock.now() + 0.5],
  ['is a number that a time can have', () => 9_007_199_254_740_991],
  ['is not below nothing', () => -1],
];

export const SAVED_CASES = {
  save_message: {
    right: [
      { that: 'is saved', send: (cast) => message(cast), answer: () => ['ok', item] },
      {
        that: 'may have a reminder',
        send: async (cast) => ({ ...(await message(cast)), remind_at: inAnHour(cast) }),
        answer: () => ['ok', { ...item, remind_at: anyNumber }],
      },
      { that: 'may be saved twice', send: saved, answer: () => ['ok', item] },
      { that: 'may be in a temporary room', send: (cast) => message(cast, { ephemeral: true }), answer: () => ['ok', item] },
    ],
    wrong: [
      { that: 'is in a room that is there', send: () => ({ room_id: 'nowhere', message_id: newId() }), answer: 'room_not_found' },
      { that: 'is there', send: ({ room_id }) => ({ room_id, message_id: newId() }), answer: 'message_not_found' },
      { that: 'has an id', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
      {
        that: 'is not deleted',
        send: async (cast) => {
          const made = await message(cast);
          await ask(cast.rune, 'delete_message', made);
          return made;
        },
        answer: 'message_not_found',
      },
    ],
    hostile: [
      {
        that: 'is a message of its room',
        send: async (cast) => ({ room_id: cast.room_id, message_id: (await message(cast)).message_id }),
        answer: 'message_not_found',
      },
      ...NO_TIMES.map(([that, time]): Case => ({
        that: `has a reminder that ${that}`,
        send: async (cast) => ({ ...(await message(cast)), remind_at: time(cast) }),
        answer: 'invalid_payload',
      })),
      { that: 'is of no prototype', send: ({ room_id }) => ({ room_id, message_id: '__proto__' }), answer: 'message_not_found' },
    ],
  },
  remind_me: {
    right: [
      {
        that: 'is kept for its time',
        send: (cast) => ({ text: '  Water the beans ', remind_at: inAnHour(cast) }),
        answer: () => ['ok', reminder],
      },
    ],
    wrong: [
      { that: 'has a text', send: (cast) => ({ text: ' ', remind_at: inAnHour(cast) }), answer: 'invalid_payload' },
      { that: 'has a time', send: () => ({ text: 'x' }), answer: 'invalid_payload' },
      { that: 'has a time that is one', send: () => ({ text: 'x', remind_at: null }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'has a short text',
        send: (cast) => ({ text: 'x'.repeat(REMINDER_CHARS_MAX + 1), remind_at: inAnHour(cast) }),
        answer: 'invalid_payload',
      },
      { that: 'turns no text around', send: (cast) => ({ text: 'a\u202Eb', remind_at: inAnHour(cast) }), answer: 'invalid_payload' },
      ...NO_TIMES.map(([that, time]): Case => ({
        that,
        send: (cast) => ({ text: 'x', remind_at: time(cast) }),
        answer: 'invalid_payload',
      })),
    ],
  },
  set_reminder: {
    right: [
      {
        that: 'is moved',
        send: async (cast) => ({ saved_id: await remindMe(cast), remind_at: inAnHour(cast) + 1 }),
        answer: () => ['ok', reminder],
      },
      {
        that: 'is removed from a message',
        send: async (cast) => ({ saved_id: (await saved(cast)).message_id, remind_at: null }),
        answer: () => ['ok', item],
      },
    ],
    wrong: [
      {
        that: 'needs a time without a message',
        send: async (cast) => ({ saved_id: await remindMe(cast), remind_at: null }),
        answer: 'invalid_payload',
      },
      {
        that: 'is of something that is saved',
        send: (cast) => ({ saved_id: newId(), remind_at: inAnHour(cast) }),
        answer: 'message_not_found',
      },
    ],
    hostile: [
      {
        that: 'is not of another participant',
        by: 'rune',
        send: async (cast) => ({ saved_id: await remindMe(cast), remind_at: inAnHour(cast) }),
        answer: 'message_not_found',
      },
      ...NO_TIMES.map(([that, time]): Case => ({
        that,
        send: async (cast) => ({ saved_id: await remindMe(cast), remind_at: time(cast) }),
        answer: 'invalid_payload',
      })),
    ],
  },
  see_reminders: {
    right: [{ that: 'may be asked for without any', by: 'quill', send: () => ({}), answer: () => ['ok', { seen: 0 }] }],
    wrong: [{ that: 'takes an object', send: () => 'all', answer: 'invalid_payload' }],
    hostile: [{ that: 'takes no other participant', send: ({ rune }) => ({ participant_id: rune.id }), answer: () => ['ok', { seen: 0 }] }],
  },
  unsave: {
    right: [
      {
        that: 'removes it',
        send: async (cast) => ({ saved_id: (await saved(cast)).message_id }),
        answer: () => ['ok', { saved_id: someId }],
      },
    ],
    wrong: [{ that: 'needs an id', send: () => ({}), answer: 'invalid_payload' }],
    hostile: [{ that: 'has a short id', send: () => ({ saved_id: 'x'.repeat(10_000) }), answer: 'invalid_payload' }],
  },
  list_saved: {
    right: [
      {
        that: 'has those of the caller, the last one first',
        send: async (cast) => {
          await saved(cast);
          return { limit: 1 };
        },
        answer: () => ['ok', like({ saved: [{ ...item, message: like({ content: 'keep this' }) }], next: anyText })],
      },
      {
        that: 'has none of another participant',
        by: 'quill',
        send: async (cast) => {
          await saved(cast);
          return {};
        },
        answer: () => ['ok', { saved: [], participants: [], next: null }],
      },
    ],
    wrong: [{ that: 'continues from an invalid page', send: () => ({ after: 'the beginning' }), answer: 'invalid_payload' }],
    hostile: [{ that: 'has a bounded page', send: () => ({ limit: 100_000 }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
