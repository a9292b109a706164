import { newId } from '../../../../src-shared/ids.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { like, someId } from './objects.ts';

const URL = 'https://a.example/';

/** A message of Ada's with a link. */
async function linked(cast: Cast): Promise<{ room_id: string; message_id: unknown; url: string }> {
  const room_id = await roomOf(cast);
  const { message_id } = await ask(cast.ada, 'send_message', { room_id, content: URL });
  return { room_id, message_id, url: URL };
}

export const PREVIEW_CASES = {
  remove_link_preview: {
    right: [
      { that: 'may be asked for when there is none any more', send: linked, answer: () => ['ok', like({ id: someId, content: URL })] },
    ],
    wrong: [
      {
        that: 'is of a message that is there',
        send: ({ room_id }) => ({ room_id, message_id: newId(), url: URL }),
        answer: 'message_not_found',
      },
      { that: 'needs an address', send: async (cast) => ({ ...(await linked(cast)), url: '' }), answer: 'invalid_payload' },
    ],
    hostile: [
      { that: 'is for the author', by: 'rune', send: linked, answer: 'access_denied' },
      { that: 'is for those in the room', by: 'quill', send: linked, answer: 'not_in_room' },
      {
        that: 'is of a message of its room',
        send: async (cast) => ({ ...(await linked(cast)), room_id: await roomOf(cast) }),
        answer: 'message_not_found',
      },
      {
        that: 'takes no endless address',
        send: async (cast) => ({ ...(await linked(cast)), url: 'x'.repeat(10_000) }),
        answer: 'invalid_payload',
      },
    ],
  },
} satisfies Record<string, FrameCases>;
