// Questions of agents, for the tests that go over every command.
import type { APPROVAL_COMMANDS } from '../../../src-shared/commands/approvals.ts';
import { newId } from '../../../src-shared/ids.ts';
import { agentIdOfKey } from '../domain/actor.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

/** An agent of the owner that uses HTTP, in a room with all three. */
async function askerIn(home: TestHome, { owner, member, guest }: Cast, how: object = {}) {
  const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, member_ids: [guest.id], ...how });
  await member.do('join_room', { room_id });
  const made = await home.owner.post('/api/keys', { label: newId() });
  const headers = { authorization: `Bearer ${made.field('secret')}` };
  const send = (method: string, path: string, body: object = {}) => home.browser().send(`/api/${path}`, { method, headers, body });
  await send('PUT', `rooms/${room_id}/members/me`);
  return {
    room_id,
    id: agentIdOfKey(made.field('key.id')),
    async ask(more: object = {}): Promise<string> {
      const asked = { title: 'Run the tests', detail: { kind: 'command', text: 'npm test' }, may_allow_session: true, ...more };
      return (await send('POST', `rooms/${room_id}/approvals`, asked)).field('approval.id');
    },
    cancel: (id: string) => send('POST', `approvals/${id}/cancel`),
  };
}

export const approvalScenes = (home: () => TestHome): Record<keyof typeof APPROVAL_COMMANDS, Scene> => ({
  async approval_request(cast) {
    const { owner } = cast;
    const { room_id, ask, id } = await askerIn(home(), cast);
    const { id: thread_id } = await owner.do('send_message', { room_id, content: 'A question' });
    await ask({ thread_id });
    await ask({ reason: 'They were changed', detail: null });
    // The right to decide follows the members.
    await owner.do('remove_member', { room_id, participant_id: owner.id });
    await owner.do('join_room', { room_id });
    const brief = await askerIn(home(), cast, { ephemeral: true });
    await brief.ask();
    await owner.do('remove_member', { room_id, participant_id: id });
    const archived = await askerIn(home(), cast);
    await archived.ask();
    await owner.do('archive_room', { room_id: archived.room_id });
    const removed = await askerIn(home(), cast);
    await removed.ask();
    await owner.do('delete_room', { room_id: removed.room_id });
    const deleted = await askerIn(home(), cast);
    await owner.do('delete_message', { room_id: deleted.room_id, message_id: await deleted.ask() });
  },
  async approval_resolve(cast) {
    const { ask } = await askerIn(home(), cast);
    for (const decision of ['once', 'session', 'reject'] as const)
      await cast.owner.do('approval_resolve', { approval_id: await ask(), decision });
  },
  async approval_cancel(cast) {
    const { ask, cancel } = await askerIn(home(), cast);
    await cancel(await ask());
  },
  async get_approval(cast) {
    const { ask } = await askerIn(home(), cast);
    await cast.guest.do('get_approval', { approval_id: await ask() });
  },
  list_approvals: ({ owner }) => owner.do('list_approvals', {}),
});
