import { APPROVAL_DETAIL_BYTES_MAX, APPROVALS_PER_AGENT_IN_ROOM_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyList, approvalInfo, someId, stamp } from './objects.ts';

const QUESTION = { title: 'Run the tests', detail: { kind: 'command', text: 'npm test' } };

/** A room that the owner is in too. */
async function ownersRoom(cast: Cast): Promise<string> {
  const room_id = await roomOf(cast);
  await cast.home.owner.put(`/api/rooms/${room_id}/members/me`);
  return room_id;
}

async function asked(cast: Cast): Promise<string> {
  return String((await ask(cast.ada, 'approval_request', { room_id: await ownersRoom(cast), ...QUESTION })).approval_id);
}

export const APPROVAL_CASES = {
  approval_request: {
    right: [
      {
        that: 'waits for the owner',
        send: async (cast) => ({ room_id: await ownersRoom(cast), ...QUESTION, reason: 'They were changed' }),
        answer: ({ ada }) => ['ok', approvalInfo({ agent_id: ada.id, agent_name: 'Ada', ...QUESTION, reason: 'They were changed' })],
      },
      {
        that: 'is in a thread',
        send: async (cast) => {
          const room_id = await ownersRoom(cast);
          const { message_id } = await ask(cast.rune, 'send_message', { room_id, content: 'Test it' });
          return { room_id, title: 'On\nit', thread_id: message_id, may_allow_session: true, deadline_secs: 60 };
        },
        answer: ({ ada }) => [
          'ok',
          approvalInfo({ agent_id: ada.id, agent_name: 'Ada', title: 'On it', thread_id: someId, may_allow_session: true }),
        ],
      },
    ],
    wrong: [
      { that: 'has a title', send: ({ room_id }) => ({ room_id }), answer: 'invalid_payload' },
      { that: 'is in a room that is there', send: () => ({ room_id: 'nowhere', ...QUESTION }), answer: 'not_in_room' },
      {
        that: 'needs the owner in the room',
        send: async (cast) => {
          const room_id = await roomOf(cast);
          await cast.home.owner.delete(`/api/rooms/${room_id}/members/me`);
          return { room_id, ...QUESTION };
        },
        answer: 'access_denied',
      },
      {
        that: 'answers only messages of the room',
        send: async (cast) => ({ room_id: await ownersRoom(cast), ...QUESTION, reply_to: 'no-such' }),
        answer: 'message_not_found',
      },
      {
        that: 'waits for no time that is too long',
        send: ({ room_id }) => ({ room_id, ...QUESTION, deadline_secs: 9e15 }),
        answer: 'invalid_payload',
      },
      {
        that: 'knows the kinds of details',
        send: ({ room_id }) => ({ room_id, title: 'T', detail: { kind: 'html', text: '<b>' } }),
        answer: 'invalid_payload',
      },
    ],
    hostile: [
      { that: 'is for members', by: 'quill', send: ({ room_id }) => ({ room_id, ...QUESTION }), answer: 'not_in_room' },
      {
        that: 'names no judges: the field has no effect',
        send: async (cast) => ({ room_id: await ownersRoom(cast), title: 'T', decider_ids: [cast.rune.id] }),
        answer: ({ ada }) => ['ok', approvalInfo({ agent_id: ada.id, agent_name: 'Ada', title: 'T' })],
      },
      {
        that: 'hides nothing behind a long detail',
        send: async (cast) => ({
          room_id: await ownersRoom(cast),
          title: 'T',
          detail: { kind: 'diff', text: 'x'.repeat(APPROVAL_DETAIL_BYTES_MAX + 1) },
        }),
        answer: 'message_too_large',
      },
      {
        that: 'turns no reading direction in its title',
        send: ({ room_id }) => ({ room_id, title: 'rm \u202Etxt.doc' }),
        answer: 'invalid_payload',
      },
      {
        that: 'is refused in a sealed room',
        send: async (cast) => ({ room_id: await roomOf(cast, { encrypted: true }), ...QUESTION }),
        answer: 'plaintext_in_encrypted_room',
      },
      {
        that: 'is refused when many of the agent wait',
        send: async (cast) => {
          const room_id = await ownersRoom(cast);
          for (let count = 0; count < APPROVALS_PER_AGENT_IN_ROOM_MAX; count += 1) {
            await ask(cast.ada, 'approval_request', { room_id, ...QUESTION });
          }
          return { room_id, ...QUESTION };
        },
        answer: 'too_many_approvals',
      },
    ],
  },
  approval_resolve: {
    right: [
      {
        that: 'is for people in the app',
        by: 'rune',
        send: async (cast) => ({ approval_id: await asked(cast), decision: 'reject' }),
        answer: 'access_denied',
      },
    ],
    wrong: [
      { that: 'needs a decision', send: async (cast) => ({ approval_id: await asked(cast) }), answer: 'invalid_payload' },
      { that: 'needs a question', send: () => ({ approval_id: 'none', decision: 'once' }), answer: 'approval_not_found' },
    ],
    hostile: [
      {
        that: 'is not for the agent that asks',
        send: async (cast) => ({ approval_id: await asked(cast), decision: 'once' }),
        answer: 'access_denied',
      },
    ],
  },
  approval_cancel: {
    right: [
      {
        that: 'is answered with the end',
        send: async (cast) => ({ approval_id: await asked(cast) }),
        answer: ({ ada }) => [
          'ok',
          approvalInfo({ agent_id: ada.id, agent_name: 'Ada', ...QUESTION, state: 'cancelled', waits_for: [], decided_at: stamp }),
        ],
      },
    ],
    wrong: [
      { that: 'needs a question', send: () => ({}), answer: 'invalid_payload' },
      {
        that: 'is twice the same',
        send: async (cast) => {
          const approval_id = await asked(cast);
          await ask(cast.ada, 'approval_cancel', { approval_id });
          return { approval_id };
        },
        answer: ({ ada }) => [
          'ok',
          approvalInfo({ agent_id: ada.id, agent_name: 'Ada', ...QUESTION, state: 'cancelled', waits_for: [], decided_at: stamp }),
        ],
      },
    ],
    hostile: [
      {
        that: 'is not for another agent',
        by: 'rune',
        send: async (cast) => ({ approval_id: await asked(cast) }),
        answer: 'access_denied',
      },
    ],
  },
  get_approval: {
    right: [
      {
        that: 'is for all who see the room',
        by: 'rune',
        send: async (cast) => ({ approval_id: await asked(cast) }),
        answer: ({ ada }) => ['ok', approvalInfo({ agent_id: ada.id, agent_name: 'Ada', ...QUESTION })],
      },
    ],
    wrong: [{ that: 'needs a question', send: () => ({}), answer: 'invalid_payload' }],
    hostile: [{ that: 'knows only what is there', by: 'quill', send: () => ({ approval_id: '../..' }), answer: 'approval_not_found' }],
  },
  list_approvals: {
    right: [
      {
        that: 'has those of the agent and those that wait for its owner',
        send: async (cast) => {
          await asked(cast);
          return {};
        },
        answer: () => ['ok', { approvals: anyList }],
      },
    ],
    wrong: [{ that: 'takes no fields', send: () => ({ room_id: 7 }), answer: () => ['ok', { approvals: anyList }] }],
    hostile: [{ that: 'is an object', send: () => 'x', answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
