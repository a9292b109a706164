import { newId } from '../../../../src-shared/ids.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyNumber, like, someId } from './objects.ts';

const HOUR_MS = 60 * 60 * 1000;
const inAnHour = ({ clock }: Cast): number => clock.now() + HOUR_MS;

async function later(cast: Cast, more: object = {}): Promise<{ scheduled_id: unknown }> {
  const written = { room_id: await roomOf(cast), content: 'later', send_at: inAnHour(cast) };
  return { scheduled_id: (await ask(cast.ada, 'schedule_message', { ...written, ...more })).id };
}

const nowhere = (): object => ({ scheduled_id: newId() });
const ofAda = (cast: Cast): Promise<object> => later(cast);
const entry = (fields: object): unknown => like({ id: someId, send_at: anyNumber, failure: null, files: [], ...fields });

export const SCHEDULED_CASES = {
  schedule_message: {
    right: [
      {
        that: 'waits for its time',
        send: (cast) => ({ room_id: cast.room_id, content: 'later', send_at: inAnHour(cast) }),
        answer: (cast) => ['ok', entry({ content: 'later', send_at: inAnHour(cast), repeat: null })],
      },
      {
        that: 'repeats',
        send: (cast) => ({ room_id: cast.room_id, content: 'daily', send_at: inAnHour(cast), repeat: { every: 'day', time_zone: 'UTC' } }),
        answer: () => ['ok', entry({ repeat: { every: 'day', days: [], time_zone: 'UTC' } })],
      },
    ],
    wrong: [
      {
        that: 'is for a time in the future',
        send: ({ room_id, clock }) => ({ room_id, content: 'x', send_at: clock.now() }),
        answer: 'invalid_payload',
      },
      { that: 'needs a time', send: ({ room_id }) => ({ room_id, content: 'x' }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'is for those in the room',
        by: 'quill',
        send: (cast) => ({ room_id: cast.room_id, content: 'x', send_at: inAnHour(cast) }),
        answer: 'not_in_room',
      },
      {
        that: 'repeats in a time zone',
        send: (cast) => ({ room_id: cast.room_id, content: 'x', send_at: inAnHour(cast), repeat: { every: 'day', time_zone: '../UTC' } }),
        answer: 'invalid_payload',
      },
    ],
  },
  list_scheduled: {
    right: [{ that: 'has those of others never', by: 'quill', send: () => ({}), answer: () => ['ok', { scheduled: [] }] }],
    wrong: [{ that: 'is an object', send: () => 'all', answer: 'invalid_payload' }],
    hostile: [
      {
        that: 'has those of others never, also when it is asked for them',
        by: 'quill',
        send: async (cast) => ({ ...(await later(cast)), author_id: 'ada' }),
        answer: () => ['ok', { scheduled: [] }],
      },
    ],
  },
  update_scheduled: {
    right: [
      {
        that: 'changes the text',
        send: async (cast) => ({ ...(await later(cast)), content: 'other' }),
        answer: () => ['ok', entry({ content: 'other' })],
      },
      {
        that: 'changes the time',
        send: async (cast) => ({ ...(await later(cast)), send_at: inAnHour(cast) + HOUR_MS }),
        answer: (cast) => ['ok', entry({ send_at: inAnHour(cast) + HOUR_MS })],
      },
    ],
    wrong: [{ that: 'is of a message that waits', send: nowhere, answer: 'message_not_found' }],
    hostile: [{ that: 'is for its author', by: 'rune', send: ofAda, answer: 'message_not_found' }],
  },
  send_scheduled: {
    right: [{ that: 'sends it now', send: ofAda, answer: () => ['ok', like({ content: 'later' })] }],
    wrong: [{ that: 'is of a message that waits', send: nowhere, answer: 'message_not_found' }],
    hostile: [{ that: 'is for its author', by: 'rune', send: ofAda, answer: 'message_not_found' }],
  },
  cancel_scheduled: {
    right: [{ that: 'deletes it', send: ofAda, answer: () => ['ok', { scheduled_id: someId }] }],
    wrong: [{ that: 'is of a message that waits', send: nowhere, answer: 'message_not_found' }],
    hostile: [{ that: 'is for its author', by: 'rune', send: ofAda, answer: 'message_not_found' }],
  },
} satisfies Record<string, FrameCases>;
