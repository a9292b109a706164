// Votes, elections and tasks, for the tests that go over every command.
import type { LEADER_COMMANDS } from '../../../src-shared/commands/leaders.ts';
import type { TASK_COMMANDS } from '../../../src-shared/commands/tasks.ts';
import type { VOTE_COMMANDS } from '../../../src-shared/commands/votes.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  member: Watcher;
  guest: Watcher;
}

/** A room that all three have open, so that they can vote, lead and take turns. */
async function gathered(cast: Cast): Promise<string> {
  const { id: room_id } = await cast.owner.do('create_room', { name: newId(), public: true, member_ids: [cast.guest.id] });
  for (const each of [cast.owner, cast.member, cast.guest]) await each.do('join_room', { room_id });
  return room_id;
}

/** A leader is elected, decides and leaves. */
async function decided(cast: Cast, endElections: () => void): Promise<void> {
  const room_id = await gathered(cast);
  await cast.member.do('elect_leader', { room_id, stand: true });
  endElections();
  await cast.member.do('decision', { room_id, content: 'We ship.', metadata: { why: 'lot' } });
  await cast.owner.do('remove_member', { room_id, participant_id: cast.guest.id });
  await cast.owner.do('add_member', { room_id, participant_id: cast.guest.id });
  await cast.member.do('leave_room', { room_id });
}

type CoordinationCommand = keyof typeof VOTE_COMMANDS | keyof typeof LEADER_COMMANDS | keyof typeof TASK_COMMANDS | 'thinking';

type Scenes = Record<CoordinationCommand, (cast: Cast) => Promise<unknown>>;

/** `endElections` lets the time to decline pass. */
export const coordinationScenes = (endElections: () => void): Scenes => ({
  async thinking(cast) {
    await cast.member.do('thinking', { room_id: await gathered(cast), content: 'hm' });
  },
  async create_vote(cast) {
    await cast.owner.do('create_vote', { room_id: await gathered(cast), title: 'Ship?', options: ['yes', 'no'] });
  },
  async cast_vote(cast) {
    const { id: vote_id } = await cast.owner.do('create_vote', { room_id: await gathered(cast), title: 'Ship?', options: ['yes', 'no'] });
    for (const each of [cast.owner, cast.member, cast.guest]) await each.do('cast_vote', { vote_id, option_index: 1 });
    await cast.guest.do('get_vote_status', { vote_id });
  },
  async close_vote(cast) {
    const { id: vote_id } = await cast.owner.do('create_vote', { room_id: await gathered(cast), title: 'Ship?', options: ['yes', 'no'] });
    await cast.guest.do('cast_vote', { vote_id, option_index: 1 });
    await cast.guest.do('cast_vote', { vote_id, option_index: 0 });
    await cast.owner.do('close_vote', { vote_id });
  },
  get_vote_status: async (cast) => cast.guest.do('list_votes', { room_id: await gathered(cast) }),
  list_votes: ({ guest }) => guest.do('list_votes', { room_id: LOBBY_ID }),
  elect_leader: (cast) => decided(cast, endElections),
  async decline_election(cast) {
    const room_id = await gathered(cast);
    await cast.member.do('elect_leader', { room_id, stand: true });
    await cast.member.do('decline_election', { room_id });
    endElections();
  },
  decision: (cast) => decided(cast, endElections),
  async assign_task(cast) {
    await cast.guest.do('assign_task', { room_id: await gathered(cast), title: 'Write it', assignee: cast.member.id });
  },
  async update_task(cast) {
    const { id: task_id } = await cast.owner.do('assign_task', { room_id: await gathered(cast), title: 'Write it' });
    await cast.guest.do('update_task', { task_id, status: 'done', assignee: cast.guest.id, note: 'there' });
    await cast.member.do('update_task', { task_id, assignee: cast.owner.id });
    await cast.member.do('update_task', { task_id, assignee: '' });
  },
  list_tasks: ({ guest }) => guest.do('list_tasks', { room_id: LOBBY_ID }),
});
