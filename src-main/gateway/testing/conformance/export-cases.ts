// An export before it is made. Its bytes come over HTTP.
import { ask, roomOf, type FrameCases } from './case.ts';
import { like } from './objects.ts';

export const EXPORT_CASES = {
  preview_export: {
    right: [
      {
        that: 'counts no messages of others in an export of own ones',
        send: () => ({ scope: 'own' }),
        answer: () => ['ok', like({ messages: null, files: null })],
      },
    ],
    wrong: [
      { that: 'has a scope', send: () => ({}), answer: 'invalid_payload' },
      { that: 'knows the scope', send: () => ({ scope: 'everything' }), answer: 'invalid_payload' },
      { that: 'is of a room that is there', send: () => ({ scope: 'room', room_id: 'nowhere' }), answer: 'room_not_found' },
    ],
    hostile: [
      { that: 'takes no path for a room', send: () => ({ scope: 'room', room_id: '../../lanai.db' }), answer: 'room_not_found' },
      {
        that: 'is of no room that the caller does not run',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          await ask(cast.rune, 'send_message', { room_id, content: 'secret' });
          return { scope: 'room', room_id };
        },
        answer: 'access_denied',
      },
    ],
  },
} satisfies Record<string, FrameCases>;
