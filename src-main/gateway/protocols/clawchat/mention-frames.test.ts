import { expect, it } from 'vitest';
import type { Home, Message } from '../../../../src-shared/objects.ts';
import type { Core } from '../../domain/core.ts';
import { Directory } from '../../domain/directory.ts';
import type { Hub } from '../../realtime/hub.ts';
import { toChatMessage } from './objects.ts';
import { createClawChatProtocol } from './protocol.ts';

const home: Home = { id: 'h', name: 'Home', set_up_at: 1, mentions_reach: 'members', keep_days: null, link_previews: false };
const message: Message = {
  ...{
    id: 'm',
    room_id: 'r',
    seq: 1,
    author_id: 'ada',
    kind: 'chat',
    content: '@a @b @c',
    reply_to: null,
    metadata: null,
    attachments: [],
  },
  ...{ mentions: ['a', 'b', 'c'], reactions: [], client_id: null, created_at: 1, edited_at: null, deleted_at: null },
};

it('A message that a program wrote with the access of its author says so', () => {
  const facts = { author_kind: 'person', author_role: 'owner', is_my_owner: true } as const;
  expect(toChatMessage({ ...message, by_program: true }, 'Ada', facts)).toMatchObject({ is_my_owner: true, by_program: true });
  expect(toChatMessage(message, 'Ada', facts)).not.toHaveProperty('by_program');
});

it('A mention is encoded once, however many participants a message mentions', () => {
  const core = { directory: new Directory(home), presentIn: () => [] } as unknown as Core;
  const protocol = createClawChatProtocol({ core, hub: {} as Hub });
  const [received, mention, ...others] = protocol.encode({ only_id: null, event: { type: 'message.posted', cursor: 1, message } });
  expect([received?.to, mention?.to, others]).toEqual([{ room_id: 'r' }, { participant_ids: ['a', 'b', 'c'], if_sees_room: 'r' }, []]);
  expect(mention?.frameFor('a')).toMatchObject({ type: 'mention' });
  expect(mention?.frameFor('b')).toBe(mention?.frameFor('a'));
});
