import { newId } from '../../../../src-shared/ids.ts';
import { keyHash, newNonce } from '../../../../src-shared/key-proof.ts';
import type { FrameCases } from './case.ts';

export const CONNECTION_CASES = {
  ping: {
    right: [{ that: 'is answered', send: () => ({}), answer: () => ['pong', {}] }],
    wrong: [{ that: 'takes any payload for none', send: () => 'hello?', answer: () => ['pong', {}] }],
    hostile: [{ that: 'is answered whatever it carries', send: () => ({ heartbeat: 'x'.repeat(100_000) }), answer: () => ['pong', {}] }],
  },

  register: {
    right: [{ that: 'a second time is no command', send: ({ home }) => ({ key: home.key, name: 'Again' }), answer: 'invalid_payload' }],
    wrong: [
      {
        that: 'as another participant is no command',
        send: ({ home, rune }) => ({ key: home.key, name: 'Rune', agent_id: rune.id, reconnect: true }),
        answer: 'invalid_payload',
      },
    ],
    hostile: [{ that: 'with another key is no command', send: () => ({ key: 'x'.repeat(600), name: '' }), answer: 'invalid_payload' }],
  },

  challenge: {
    right: [
      {
        that: 'is no command of a registered client',
        send: ({ home }) => ({ key_hash: keyHash(home.key), nonce: newNonce(), at: '127.0.0.1:1' }),
        answer: 'invalid_payload',
      },
    ],
    wrong: [{ that: 'needs its fields', send: () => ({}), answer: 'invalid_payload' }],
    hostile: [{ that: 'takes no endless address', send: () => ({ at: 'x'.repeat(100_000) }), answer: 'invalid_payload' }],
  },

  set_presence: {
    right: [
      {
        that: 'says what one is doing',
        send: () => ({ status: 'working', status_detail: 'tests', progress: 40 }),
        answer: () => ['ok', { status: 'working' }],
      },
      {
        that: 'takes null for what is left out',
        send: () => ({ status: 'thinking', status_detail: null, progress: null }),
        answer: () => ['ok', { status: 'thinking' }],
      },
      {
        that: 'says that one is blocked, and by what',
        send: () => ({ status: 'blocked', status_detail: "Waits for Sarah's approval" }),
        answer: () => ['ok', { status: 'blocked' }],
      },
      {
        that: 'says what one is doing in a room',
        send: ({ room_id }) => ({ room_id, status: 'working', status_detail: 'tests' }),
        answer: () => ['ok', { status: 'working' }],
      },
      { that: 'goes back to idle', send: () => ({ status: 'idle' }), answer: () => ['ok', { status: 'idle' }] },
    ],
    wrong: [
      { that: 'knows five states', send: () => ({ status: 'asleep' }), answer: 'invalid_payload' },
      { that: 'needs one', send: () => ({}), answer: 'invalid_payload' },
      { that: 'is shown in no room that is not there', send: () => ({ room_id: newId(), status: 'working' }), answer: 'not_in_room' },
      { that: 'is done to a hundred percent at most', send: () => ({ status: 'working', progress: 101 }), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'takes no endless detail',
        send: () => ({ status: 'working', status_detail: 'x'.repeat(100_000) }),
        answer: 'invalid_payload',
      },
      {
        that: 'takes no word for progress',
        send: () => ({ status: 'working', progress: '50; DROP TABLE home' }),
        answer: 'invalid_payload',
      },
    ],
  },

  set_typing: {
    right: [
      { that: 'is on when nothing else is said', send: ({ room_id }) => ({ room_id }), answer: ({ room_id }) => ['ok', { room_id }] },
      { that: 'stops', send: ({ room_id }) => ({ room_id, typing: false }), answer: ({ room_id }) => ['ok', { room_id }] },
    ],
    wrong: [
      { that: 'is for those in the room', by: 'quill', send: ({ room_id }) => ({ room_id }), answer: 'not_in_room' },
      { that: 'is in no room that is not there', send: () => ({ room_id: 'nowhere' }), answer: 'not_in_room' },
      { that: 'takes no null for what is on by default', send: ({ room_id }) => ({ room_id, typing: null }), answer: 'invalid_payload' },
    ],
    hostile: [{ that: 'takes one room', send: ({ room_id }) => ({ room_id: [room_id, newId()] }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
