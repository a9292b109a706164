// The contract the app stands on: a snapshot kept by events is the snapshot of a client that comes just now.
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName } from '../../../src-shared/commands/index.ts';
import { LOBBY_ID, newId, PORTER_ID } from '../../../src-shared/ids.ts';
import { ELECTION_MS, EPHEMERAL_GRACE_MS, STREAM_GRACE_MS } from '../../../src-shared/limits.ts';
import { applyEvent } from '../../../src-shared/snapshot.ts';
import type { Browser } from '../testing/browser.ts';
import { createTestClock, realAfterBut } from '../testing/clock.ts';
import { coordinationScenes } from '../testing/coordination-scenes.ts';
import { fileScenes } from '../testing/file-scenes.ts';
import { agentInviteScenes } from '../testing/agent-invite-scenes.ts';
import { HOSTED_AGENT_SCENES } from '../testing/hosted-agent-scenes.ts';
import { inviteScenes } from '../testing/invite-scenes.ts';
import { auditScenes } from '../testing/audit-scenes.ts';
import { agentRunScenes } from '../testing/agent-run-scenes.ts';
import { agentStartScenes } from '../testing/agent-start-scenes.ts';
import { keyScenes } from '../testing/key-scenes.ts';
import { maintenanceScenes } from '../testing/maintenance-scenes.ts';
import { createRandom } from '../testing/hostile-frames.ts';
import { peopleScenes } from '../testing/people-scenes.ts';
import { notifyScenes } from '../testing/notify-scenes.ts';
import { providerScenes } from '../testing/provider-scenes.ts';
import { toolServerScenes } from '../testing/tool-server-scenes.ts';
import { pushScenes } from '../testing/push-scenes.ts';
import { pinScenes } from '../testing/pin-scenes.ts';
import { personNoteScenes } from '../testing/person-note-scenes.ts';
import { roomPageScenes } from '../testing/room-page-scenes.ts';
import { presenceScenes } from '../testing/presence-scenes.ts';
import { previewScenes } from '../testing/preview-scenes.ts';
import { readingScenes } from '../testing/reading-scenes.ts';
import { savedScenes } from '../testing/saved-scenes.ts';
import { threadScenes } from '../testing/thread-scenes.ts';
import { scheduledScenes } from '../testing/scheduled-scenes.ts';
import { sessionScenes } from '../testing/session-scenes.ts';
import { sidebarScenes } from '../testing/sidebar-scenes.ts';
import { approvalScenes } from '../testing/approval-scenes.ts';
import { streamScenes } from '../testing/stream-scenes.ts';
import { webhookScenes } from '../testing/webhook-scenes.ts';
import { sharingScenes } from '../testing/sharing-scenes.ts';
import { expectSame, watchAs, type Watcher } from '../testing/watcher.ts';
import type { TestHome } from '../testing/home.ts';
import { homeForAll } from '../testing/shared-home.ts';

const SEALED = `clw1:${'A'.repeat(40)}`;

/** `guest` is in the lobby and in nothing else; `stranger` too, and watches nothing. */
interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
  stranger: { id: string };
}

/** Elections end when a scene says so. No ephemeral room ends automatically: on a slow machine one would end between two snapshots. */
const clock = createTestClock();
const isForClock = (ms: number): boolean => ms === ELECTION_MS || ms === STREAM_GRACE_MS || ms > EPHEMERAL_GRACE_MS / 2;
/** The one of the tests that run. */
let home: TestHome;
let browsers: { owner: Browser; member: Browser; guest: Browser };

/** For the tests of a block. */
function startBlock(): void {
  const started = homeForAll({ after: realAfterBut(isForClock, clock) });
  beforeAll(async () => {
    home = started;
    browsers = {
      owner: home.owner,
      member: await home.guest('Mia', { role: 'member', room_ids: null }),
      guest: await home.guest('Gus', { room_ids: [LOBBY_ID] }),
    };
  });
}

async function watchAll(): Promise<Cast> {
  const name = `Stranger ${newId()}`;
  const stranger = await home.guest(name, { room_ids: [LOBBY_ID] });
  const { owner, member, guest } = {
    owner: await watchAs(home, browsers.owner),
    member: await watchAs(home, browsers.member),
    guest: await watchAs(home, browsers.guest),
  };
  expect(stranger.cookie).not.toBeNull();
  const found = Object.values(owner.first.participants).find((each) => each.name === name);
  return { owner, member, guest, stranger: { id: found?.id ?? '' } };
}

const room = async ({ owner }: Cast, how: object = {}): Promise<string> =>
  (await owner.do('create_room', { name: newId(), public: true, ...how })).id;
const shared = (cast: Cast): Promise<string> => room(cast, { member_ids: [cast.guest.id] });
const message = async ({ owner, guest }: Cast, room_id: string): Promise<{ room_id: string; message_id: string }> => ({
  room_id,
  message_id: (await owner.do('send_message', { room_id, content: 'Hi @Mia', mentions: [guest.id] })).id,
});

const SCENES: Record<CommandName, (cast: Cast) => Promise<unknown>> = {
  ...providerScenes,
  ...toolServerScenes,
  ...coordinationScenes(() => clock.pass(ELECTION_MS)),
  ...webhookScenes,
  ...HOSTED_AGENT_SCENES,
  list_rooms: ({ guest }) => guest.do('list_rooms', {}),
  async create_room(cast) {
    await room(cast);
    await room(cast, { public: false, member_ids: [cast.guest.id] });
    await room(cast, { parent_id: await shared(cast) });
    await cast.guest.do('join_room', { room_id: await room(cast, { ephemeral: true, member_ids: [cast.guest.id] }) });
    const room_id = await room(cast, { encrypted: true, member_ids: [cast.guest.id] });
    await cast.guest.do('send_message', { room_id, content: SEALED });
  },
  async update_room(cast) {
    await cast.owner.do('update_room', { room_id: await shared(cast), name: newId(), description: 'New', tags: ['work', 'garden'] });
    for (const ephemeral of [false, true]) {
      const room_id = await room(cast, { public: false, ephemeral, add_everyone: false });
      await cast.owner.do('update_room', { room_id, public: true, parent_id: await shared(cast) });
      await cast.member.do('join_room', { room_id });
      await cast.owner.do('update_room', { room_id, public: false, parent_id: null });
      await cast.owner.do('update_room', { room_id: await room(cast, { ephemeral, member_ids: [cast.guest.id] }), public: false });
    }
  },
  async archive_room(cast) {
    const room_id = await shared(cast);
    await cast.owner.do('archive_room', { room_id });
    await cast.owner.do('archive_room', { room_id, archived: false });
    await cast.owner.do('archive_room', { room_id });
  },
  preview_room_deletion: async (cast) => cast.owner.do('preview_room_deletion', { room_id: await shared(cast) }),
  async delete_room(cast) {
    const [room_id, brief] = [await shared(cast), await room(cast, { ephemeral: true, member_ids: [cast.guest.id] })];
    for (const each of [cast.owner, cast.guest]) for (const id of [room_id, brief]) await each.do('join_room', { room_id: id });
    await room(cast, { parent_id: room_id, member_ids: [cast.guest.id] });
    await message(cast, room_id);
    await cast.owner.do('create_invite', { room_ids: [room_id, LOBBY_ID] });
    for (const id of [room_id, brief]) await cast.owner.do('delete_room', { room_id: id });
    await message(cast, LOBBY_ID);
  },
  async open_direct(cast) {
    await cast.owner.do('open_direct', { participant_id: cast.guest.id });
    await cast.guest.do('open_direct', { participant_id: cast.owner.id });
    await cast.member.do('open_direct', { participant_id: PORTER_ID });
  },
  room_info: ({ guest }) => guest.do('room_info', { room_id: LOBBY_ID }),
  room_tip: ({ guest }) => guest.do('room_tip', { room_id: LOBBY_ID }),
  async add_member(cast) {
    const room_id = await room(cast, { public: false });
    await cast.owner.do('join_room', { room_id });
    await message(cast, room_id);
    await cast.owner.do('add_member', { room_id, participant_id: cast.guest.id });
    await message(cast, room_id);
    await cast.owner.do('add_member', { room_id, participant_id: cast.stranger.id });
  },
  async remove_member(cast) {
    const [open, closed] = [await shared(cast), await room(cast, { public: false, member_ids: [cast.guest.id, cast.member.id] })];
    await cast.member.do('join_room', { room_id: open });
    await cast.owner.do('join_room', { room_id: open });
    for (const room_id of [open, closed])
      for (const { id: participant_id } of [cast.guest, cast.member]) await cast.owner.do('remove_member', { room_id, participant_id });
    await cast.owner.do('remove_member', { room_id: open, participant_id: cast.owner.id });
  },
  async join_room(cast) {
    const room_id = await shared(cast);
    for (const each of [cast.owner, cast.guest]) await each.do('join_room', { room_id });
    await cast.owner.do('remove_member', { room_id, participant_id: cast.member.id });
    await message(cast, room_id);
    await cast.member.do('join_room', { room_id });
  },
  async leave_room(cast) {
    for (const room_id of [await shared(cast), await room(cast, { ephemeral: true, member_ids: [cast.guest.id] })]) {
      for (const each of [cast.owner, cast.guest]) await each.do('join_room', { room_id });
      for (const each of [cast.owner, cast.guest]) await each.do('leave_room', { room_id });
    }
  },
  set_typing: ({ guest }) => guest.do('set_typing', { room_id: LOBBY_ID }),
  ...presenceScenes,
  async send_message(cast) {
    await message(cast, LOBBY_ID);
    await message(cast, await room(cast, { ephemeral: true, member_ids: [cast.guest.id] }));
    await cast.guest.do('send_message', { room_id: LOBBY_ID, content: 'Once', client_id: newId() });
  },
  async edit_message(cast) {
    const { owner } = cast;
    await owner.do('edit_message', { ...(await message(cast, LOBBY_ID)), content: 'Nobody any more' });
    await owner.do('edit_message', { ...(await message(cast, LOBBY_ID)), content: '@Gus and @Mia' });
  },
  async delete_message(cast) {
    await cast.owner.do('delete_message', await message(cast, LOBBY_ID));
  },
  async react(cast) {
    const about = await message(cast, LOBBY_ID);
    for (const each of [cast.guest, cast.owner]) await each.do('react', { ...about, emoji: '👍' });
    await cast.guest.do('react', { ...about, emoji: '👍', on: false });
  },
  async forward_message(cast) {
    const { room_id: from_room_id, message_id } = await message(cast, LOBBY_ID);
    const ephemeral = await room(cast, { ephemeral: true, member_ids: [cast.guest.id] });
    for (const room_id of [await shared(cast), ephemeral])
      await cast.owner.do('forward_message', { room_id, from_room_id, message_id, comment: '@Gus look' });
  },
  get_history: ({ guest }) => guest.do('get_history', { room_id: LOBBY_ID }),
  search: ({ guest }) => guest.do('search', { query: 'aloha' }),
  ...{ ...readingScenes, ...threadScenes, ...savedScenes, ...pinScenes, ...previewScenes, ...roomPageScenes, ...personNoteScenes },
  ...{ ...fileScenes(() => home), ...streamScenes(() => home), ...approvalScenes(() => home), ...scheduledScenes },
  ...{ ...sharingScenes, ...maintenanceScenes(() => home.owner), ...auditScenes, ...notifyScenes, ...pushScenes, ...sidebarScenes },
  list_agents: ({ guest }) => guest.do('list_agents', {}),
  list_people: ({ owner }) => owner.do('list_people', {}),
  ...peopleScenes(() => home),
  ...{ ...agentRunScenes(() => home), ...agentStartScenes(() => home) },
  async setup_home({ owner }) {
    await owner.do('setup_home', { home_name: 'Lighthouse', owner_name: 'Ada' });
    await expect.poll(() => owner.events().some((each) => each.type === 'message.posted')).toBe(true);
  },
  update_home: ({ owner }) => owner.do('update_home', { name: newId() }),
  create_invite: ({ owner }) => owner.do('create_invite', { name: 'Eve', room_ids: [LOBBY_ID] }),
  list_invites: ({ owner }) => owner.do('list_invites', {}),
  ...{ ...inviteScenes(() => home), ...agentInviteScenes(() => home), ...sessionScenes(() => home), ...keyScenes(() => home) },
  async reinvite(cast) {
    const { code } = await cast.owner.do('reinvite', { participant_id: cast.stranger.id });
    await home.browser().redeem(code, 'Again');
  },
  revoke_access: ({ owner, stranger }) => owner.do('revoke_access', { participant_id: stranger.id }),
};

async function expectAllSame({ owner, member, guest }: Cast): Promise<void> {
  for (const each of [owner, member, guest]) {
    // Once more than needed, for what an ended connection still sets off.
    await owner.picture();
    const picture = await each.picture();
    const fresh = await each.fresh();
    const isScoped = each === guest;
    expectSame(picture, fresh, isScoped);
    const events = each.events();
    expectSame([...events, ...events.filter((event) => event.cursor !== null)].reduce(applyEvent, each.first), fresh, isScoped);
    const cursors = [each.first.cursor, ...events.flatMap((event) => event.cursor ?? [])];
    for (const cursor of new Set(cursors)) expectSame(await each.resumed(cursor), fresh, isScoped);
  }
}

function closeAll({ owner, member, guest }: Cast): void {
  for (const each of [owner, member, guest]) each.close();
}

/** The compared data grows with what is in the home: in one home for all scenes the last ones would take most of the time. */
const BLOCK = 20;

function blocksOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / BLOCK) }, (_each, at) => all.slice(at * BLOCK, (at + 1) * BLOCK));
}

describe('A picture kept by events', () => {
  it('is tried with every command there is', () => {
    expect(Object.keys(SCENES).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  describe.each(blocksOf(Object.entries(SCENES)))('with those of block %#', (...scenes) => {
    startBlock();

    it.each(scenes)('is the fresh picture after %s, from every cursor on', async (_name, scene) => {
      const cast = await watchAll();
      await scene(cast);
      await expectAllSame(cast);
      closeAll(cast);
    });
  });
});

describe('A picture kept by events for a while', () => {
  startBlock();

  it('is the fresh picture after many things by several people', async () => {
    const random = createRandom(20_261_121);
    const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
    const cast = await watchAll();
    const rooms = [LOBBY_ID, await shared(cast), await room(cast, { public: false, member_ids: [cast.guest.id] })];
    let done = 0;
    for (let turn = 0; turn < 60; turn += 1) {
      const who = pick([cast.owner, cast.member, cast.guest]) ?? cast.owner;
      const room_id = pick(rooms) ?? LOBBY_ID;
      const participant_id = (pick([cast.member, cast.guest]) ?? cast.guest).id;
      const act = pick([
        () => who.do('send_message', { room_id, content: 'Hi @Gus' }),
        async () => {
          const { messages } = await who.do('get_history', { room_id, limit: 5 });
          return who.do('send_message', { room_id, content: 'Re @Mia', thread_id: pick(messages)?.id ?? '', also_in_room: random() < 0.3 });
        },
        () => who.do('join_room', { room_id }),
        () => who.do('leave_room', { room_id }),
        () => who.do('mark_read', { room_id, seq: Math.floor(random() * 40) }),
        () => cast.owner.do('remove_member', { room_id, participant_id }),
        () => cast.owner.do('add_member', { room_id, participant_id }),
      ]);
      // A refused command must change no snapshot either.
      await act?.().then(
        () => (done += 1),
        () => undefined,
      );
    }
    expect(done).toBeGreaterThan(20);
    await expectAllSame(cast);
    closeAll(cast);
  });
});
