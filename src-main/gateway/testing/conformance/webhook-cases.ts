import { newId } from '../../../../src-shared/ids.ts';
import { WEBHOOK_KINDS_MAX, WEBHOOK_URL_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { ask, roomOf, type Cast, type FrameCases } from './case.ts';
import { anyText, like, listOf, someId, stamp } from './objects.ts';

/** Public, and nothing is ever written that would be sent there. */
const webhook_url = 'https://1.1.1.1/hook';
const secret = 'topsecret';

/** In a separate room, since the number of webhooks is limited. */
async function subscribed(cast: Cast): Promise<{ room_id: string; subscription_id: unknown }> {
  const room_id = await roomOf(cast);
  const { subscription_id } = await ask(cast.ada, 'subscribe', { room_id, webhook_url, secret });
  return { room_id, subscription_id };
}

export const WEBHOOK_CASES = {
  subscribe: {
    right: [
      {
        that: 'answers with the subscription, without its secret',
        send: async (cast) => ({ room_id: await roomOf(cast), webhook_url, secret, kinds: ['alert'], not_from: 'Rune' }),
        answer: () => [
          'ok',
          {
            ...{
              subscription_id: someId,
              room_id: someId,
              webhook_url,
              kinds: ['alert'],
              not_from: 'Rune',
              not_from_id: anyText,
              exclude_thinking: false,
            },
            ...{ since_seq: 0, last_delivered_seq: 0, status: 'active', failure_count: 0, created_at: stamp },
          },
        ],
      },
      {
        that: 'needs no one to be in the room, and begins no later than now',
        by: 'quill',
        send: async (cast) => ({ room_id: await roomOf(cast), webhook_url, secret: 'whsec_c2VjcmV0', since_seq: 9e15, kinds: [] }),
        answer: () => ['ok', like({ since_seq: 0, status: 'active' })],
      },
    ],
    wrong: [
      { that: 'is of a room that is there', send: () => ({ room_id: 'nowhere', webhook_url, secret }), answer: 'room_not_found' },
      { that: 'needs a secret', send: ({ room_id }) => ({ room_id, webhook_url, secret: '' }), answer: 'invalid_payload' },
      {
        that: 'takes base64 where it is said to be',
        send: ({ room_id }) => ({ room_id, webhook_url, secret: 'whsec_!' }),
        answer: 'invalid_payload',
      },
      {
        that: 'sends over HTTP only',
        send: ({ room_id }) => ({ room_id, webhook_url: 'ftp://1.1.1.1/', secret }),
        answer: 'invalid_payload',
      },
      {
        that: 'takes no null for a list',
        send: ({ room_id }) => ({ room_id, webhook_url, secret, kinds: null }),
        answer: 'invalid_payload',
      },
    ],
    hostile: [
      {
        that: 'takes no endless address',
        send: ({ room_id }) => ({ room_id, webhook_url: `https://1.1.1.1/${'x'.repeat(WEBHOOK_URL_CHARS_MAX)}`, secret }),
        answer: 'invalid_payload',
      },
      ...['http://127.0.0.1:1/', 'http://[::1]/', 'http://0x7f000001/', 'http://169.254.169.254/latest', 'http://10.0.0.1/'].map(
        (near) => ({
          that: `does not send to ${near} for an agent`,
          send: ({ room_id }: Cast) => ({ room_id, webhook_url: near, secret }),
          answer: 'access_denied' as const,
        }),
      ),
      {
        that: 'takes so many kinds and no more',
        send: ({ room_id }) => ({ room_id, webhook_url, secret, kinds: Array.from({ length: WEBHOOK_KINDS_MAX + 1 }, () => 'x') }),
        answer: 'invalid_payload',
      },
    ],
  },

  unsubscribe: {
    right: [{ that: 'ends it', send: subscribed, answer: () => ['ok', { deleted: true }] }],
    wrong: [
      { that: 'is of one that is there', send: () => ({ subscription_id: newId() }), answer: 'access_denied' },
      { that: 'needs one', send: () => ({}), answer: 'invalid_payload' },
    ],
    hostile: [
      {
        that: 'takes one, not all of them',
        send: async (cast) => ({ subscription_id: [(await subscribed(cast)).subscription_id] }),
        answer: 'invalid_payload',
      },
      { that: 'takes no pattern', send: () => ({ subscription_id: "%' OR 1=1 --" }), answer: 'access_denied' },
    ],
  },

  list_subscriptions: {
    right: [
      {
        that: 'is of a room',
        send: async (cast) => ({ room_id: (await subscribed(cast)).room_id }),
        answer: () => ['ok', { subscriptions: [like({ webhook_url, status: 'active' })] }],
      },
      {
        that: 'is of all rooms, the newest first, without a secret',
        send: () => ({ room_id: null }),
        answer: () => [
          'ok',
          {
            subscriptions: listOf((items) => {
              const stamps = items.map(({ created_at }) => String(created_at));
              return !JSON.stringify(items).includes(secret) && stamps.join() === stamps.toSorted().toReversed().join();
            }),
          },
        ],
      },
    ],
    wrong: [
      { that: 'is empty for a room that is not there', send: () => ({ room_id: 'nowhere' }), answer: () => ['ok', { subscriptions: [] }] },
    ],
    hostile: [{ that: 'is of one room', send: () => ({ room_id: { $ne: null } }), answer: 'invalid_payload' }],
  },

  enable_subscription: {
    right: [
      {
        that: 'starts it again',
        send: subscribed,
        answer: () => ['ok', { subscription_id: someId, status: 'active' }],
      },
    ],
    wrong: [
      { that: 'is of one that is there', send: () => ({ subscription_id: newId() }), answer: 'access_denied' },
      {
        that: 'is of one that was not ended',
        send: async (cast) => {
          const made = await subscribed(cast);
          await ask(cast.ada, 'unsubscribe', made);
          return made;
        },
        answer: 'access_denied',
      },
    ],
    hostile: [{ that: 'takes no endless id', send: () => ({ subscription_id: 'x'.repeat(100_000) }), answer: 'invalid_payload' }],
  },
} satisfies Record<string, FrameCases>;
