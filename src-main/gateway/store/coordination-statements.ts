import type { BallotRow, TaskRow, VoteRow } from './schema.ts';
import { columns, query, statement } from './statement.ts';

const byId = statement<{ id: string }>();
const ofRoom = statement<{ room_id: string }>();

export const coordinationReads = {
  vote: byId((p) => query.selectFrom('votes').selectAll().where('id', '=', p.id)),
  /** The newest first, from before a time; the id decides between those of one moment. */
  votes: statement<{ room_id: string; before: number; before_id: string; limit: number }>()((p) =>
    query
      .selectFrom('votes')
      .selectAll()
      .where('room_id', '=', p.room_id)
      .where((e) => e.or([e('created_at', '<', p.before), e.and([e('created_at', '=', p.before), e('id', '<', p.before_id)])]))
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(p.limit),
  ),
  openVotes: ofRoom((p) => query.selectFrom('votes').selectAll().where('room_id', '=', p.room_id).where('closed_at', 'is', null)),
  deadlines: statement<Record<never, never>>()(() =>
    query.selectFrom('votes').select(['id', 'room_id', 'closes_at']).where('closed_at', 'is', null).where('closes_at', 'is not', null),
  ),
  ballots: statement<{ vote_id: string }>()((p) =>
    query.selectFrom('ballots').selectAll().where('vote_id', '=', p.vote_id).orderBy('cast_at').orderBy('participant_id'),
  ),
  task: byId((p) => query.selectFrom('tasks').selectAll().where('id', '=', p.id)),
  tasks: ofRoom((p) => query.selectFrom('tasks').selectAll().where('room_id', '=', p.room_id).orderBy('created_at').orderBy('id')),
};

export const coordinationWrites = {
  insertVote: statement<VoteRow>()((p) =>
    query
      .insertInto('votes')
      .values(
        columns(
          p,
          'id',
          'room_id',
          'title',
          'description',
          'options',
          'created_by',
          'created_at',
          'closes_at',
          'closed_at',
          'eligible_ids',
          'left_ids',
        ),
      ),
  ),
  setVoteLeft: statement<{ id: string; left_ids: string }>()((p) =>
    query.updateTable('votes').set({ left_ids: p.left_ids }).where('id', '=', p.id),
  ),
  setVoteElectorate: statement<{ id: string; eligible_ids: string }>()((p) =>
    query.updateTable('votes').set({ eligible_ids: p.eligible_ids }).where('id', '=', p.id),
  ),
  closeVote: statement<{ id: string; closed_at: number }>()((p) =>
    query.updateTable('votes').set({ closed_at: p.closed_at }).where('id', '=', p.id),
  ),
  insertBallot: statement<BallotRow>()((p) =>
    query.insertInto('ballots').values(columns(p, 'vote_id', 'participant_id', 'option_index', 'cast_at')),
  ),
  insertTask: statement<TaskRow>()((p) =>
    query
      .insertInto('tasks')
      .values(
        columns(p, 'id', 'room_id', 'title', 'description', 'status', 'assignee_id', 'created_by', 'created_at', 'updated_at', 'note'),
      ),
  ),
  updateTask: statement<Pick<TaskRow, 'id' | 'status' | 'assignee_id' | 'note' | 'updated_at'>>()((p) =>
    query
      .updateTable('tasks')
      .set({ status: p.status, assignee_id: p.assignee_id, note: p.note, updated_at: p.updated_at })
      .where('id', '=', p.id),
  ),
  deleteBallotsIn: ofRoom((p) =>
    query.deleteFrom('ballots').where('vote_id', 'in', (e) => e.selectFrom('votes').select('id').where('room_id', '=', p.room_id)),
  ),
  deleteVotesIn: ofRoom((p) => query.deleteFrom('votes').where('room_id', '=', p.room_id)),
  deleteTasksIn: ofRoom((p) => query.deleteFrom('tasks').where('room_id', '=', p.room_id)),
};
