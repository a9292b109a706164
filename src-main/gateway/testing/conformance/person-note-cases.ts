// The keys of these agents do not have the right: domain/person-notes has the tests with it.
import { ask, type Cast, type FrameCases } from './case.ts';

const spoken = async ({ room_id, rune }: Cast): Promise<object> => ({
  room_id,
  message_id: (await ask(rune, 'send_message', { room_id, content: 'Hi' })).message_id,
});
const change = async (cast: Cast): Promise<object> => ({ ...(await spoken(cast)), content: 'Likes tea', expected_version: 0 });

export const PERSON_NOTE_CASES = {
  read_note: {
    right: [{ that: 'needs a key with the right', send: spoken, answer: 'access_denied' }],
    wrong: [{ that: 'is refused for no message too', send: () => ({}), answer: 'access_denied' }],
    hostile: [{ that: 'is refused for another room too', by: 'quill', send: spoken, answer: 'access_denied' }],
  },
  write_note: {
    right: [{ that: 'needs a key with the right', send: change, answer: 'access_denied' }],
    wrong: [{ that: 'is refused for no message too', send: () => ({}), answer: 'access_denied' }],
    hostile: [{ that: 'is refused for another room too', by: 'quill', send: change, answer: 'access_denied' }],
  },
} satisfies Record<string, FrameCases>;
