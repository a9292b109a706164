// Votes with their ballots, and tasks.
import { sql } from 'kysely';
import type { OwnVote, Task, Vote } from '../../../../src-shared/coordination.ts';
import { fromJson } from '../json.ts';
import { mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { ballots, tasks, votes, type BallotRow, type TaskRow, type VoteRow } from '../tables/coordination.ts';
import type { Covered } from '../tables/table.ts';

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
  allOpenVotes: statement<Record<never, never>>()(() => query.selectFrom('votes').selectAll().where('closed_at', 'is', null)),
  ballots: statement<{ vote_id: string }>()((p) =>
    query.selectFrom('ballots').selectAll().where('vote_id', '=', p.vote_id).orderBy('cast_at').orderBy('participant_id'),
  ),
  anyBallotOf: statement<{ participant_id: string }>()((p) =>
    query.selectFrom('ballots').selectAll().where('participant_id', '=', p.participant_id).limit(1),
  ),
  tasksBy: statement<{ created_by: string }>()((p) => query.selectFrom('tasks').selectAll().where('created_by', '=', p.created_by)),
  task: byId((p) => query.selectFrom('tasks').selectAll().where('id', '=', p.id)),
  /** The oldest first, after a time; the id decides between those of one moment. A null status is any. */
  tasks: statement<{ room_id: string; status: string | null; after: number; after_id: string; limit: number }>()((p) =>
    query
      .selectFrom('tasks')
      .selectAll()
      .where('room_id', '=', p.room_id)
      .where('created_at', '>=', p.after)
      .where((e) => e.or([e('created_at', '>', p.after), e('id', '>', p.after_id)]))
      .where(sql<boolean>`status = coalesce(${p.status}, status)`)
      .orderBy('created_at')
      .orderBy('id')
      .limit(p.limit),
  ),
};

export const coordinationWrites = {
  insertVote: statement<VoteRow>()((p) => query.insertInto('votes').values(votes.row(p))),
  setVoteLeft: statement<{ id: string; left_ids: string }>()((p) =>
    query.updateTable('votes').set({ left_ids: p.left_ids }).where('id', '=', p.id),
  ),
  setVoteElectorate: statement<{ id: string; eligible_ids: string }>()((p) =>
    query.updateTable('votes').set({ eligible_ids: p.eligible_ids }).where('id', '=', p.id),
  ),
  closeVote: statement<{ id: string; closed_at: number }>()((p) =>
    query.updateTable('votes').set({ closed_at: p.closed_at }).where('id', '=', p.id),
  ),
  setBallot: statement<Omit<BallotRow, 'cast_at'>>()((p) =>
    query
      .updateTable('ballots')
      .set({ option_index: p.option_index })
      .where('vote_id', '=', p.vote_id)
      .where('participant_id', '=', p.participant_id),
  ),
  deleteVote: byId((p) => query.deleteFrom('votes').where('id', '=', p.id)),
  deleteBallots: statement<{ vote_id: string }>()((p) => query.deleteFrom('ballots').where('vote_id', '=', p.vote_id)),
  insertBallot: statement<BallotRow>()((p) => query.insertInto('ballots').values(ballots.row(p))),
  insertTask: statement<TaskRow>()((p) => query.insertInto('tasks').values(tasks.row(p))),
  rewriteTask: statement<Pick<TaskRow, 'id' | 'title' | 'description' | 'note' | 'updated_at'>>()((p) =>
    query
      .updateTable('tasks')
      .set({ title: p.title, description: p.description, note: p.note, updated_at: p.updated_at })
      .where('id', '=', p.id),
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

export function coordinationReadsOn(find: PreparedAll<typeof coordinationReads>) {
  const withBallots = (row: VoteRow): Vote => toVote(row, find.ballots.all({ vote_id: row.id }));
  const own = (row: VoteRow, participantId: string): OwnVote => {
    const all = find.ballots.all({ vote_id: row.id });
    return { ...toVote(row, all), own_option: all.find(({ participant_id }) => participant_id === participantId)?.option_index ?? null };
  };
  return {
    voteRow: (id: string): VoteRow | null => find.vote.get({ id }) ?? null,
    vote: (id: string): Vote | null => mapFound(find.vote.get({ id }), withBallots),
    ownVote: (id: string, participantId: string): OwnVote | null => mapFound(find.vote.get({ id }), (row) => own(row, participantId)),
    /** The newest first: all, or those from before one. */
    votes: (roomId: string, participantId: string, limit: number, before: Pick<Vote, 'id' | 'created_at'> | null): OwnVote[] =>
      find.votes
        .all({ room_id: roomId, limit, before: before?.created_at ?? Number.MAX_SAFE_INTEGER, before_id: before?.id ?? '' })
        .map((row) => own(row, participantId)),
    openVoteRows: (roomId: string): VoteRow[] => find.openVotes.all({ room_id: roomId }),
    openVotes: (): Vote[] => find.allOpenVotes.all({}).map(withBallots),
    ballots: (voteId: string): BallotRow[] => find.ballots.all({ vote_id: voteId }),
    hasVoted: (participantId: string): boolean => find.anyBallotOf.get({ participant_id: participantId }) !== undefined,
    tasksBy: (participantId: string): Task[] => find.tasksBy.all({ created_by: participantId }).map(toTask),
    task: (id: string): Task | null => mapFound(find.task.get({ id }), toTask),
    /** The oldest first: all, or those after one. */
    tasks: (
      roomId: string,
      page: { status: Task['status'] | null; after: Pick<Task, 'id' | 'created_at'> | null; limit: number },
    ): Task[] =>
      find.tasks
        .all({
          room_id: roomId,
          status: page.status,
          after: page.after?.created_at ?? Number.MIN_SAFE_INTEGER,
          after_id: page.after?.id ?? '',
          limit: page.limit,
        })
        .map(toTask),
  };
}

/** Ballots are shown once the vote is closed; before that only who has voted. */
export function toVote(row: Covered<VoteRow, Vote, 'left_ids' | 'optional_ids'>, ballots: readonly BallotRow[]): Vote {
  const { left_ids, optional_ids, eligible_ids: eligible, options, ...rest } = row;
  const choices = fromJson<string[]>(options);
  const isClosed = row.closed_at !== null;
  const eligible_ids = fromJson<string[]>(eligible);
  const voted_ids = ballots.map((ballot) => ballot.participant_id);
  const settled = new Set([...voted_ids, ...fromJson<string[]>(left_ids), ...fromJson<string[]>(optional_ids)]);
  return {
    ...rest,
    options: choices,
    eligible_ids,
    waiting_for_ids: isClosed ? [] : eligible_ids.filter((id) => !settled.has(id)),
    voted_ids,
    tally: isClosed ? choices.map((_option, index) => ballots.filter((ballot) => ballot.option_index === index).length) : null,
    ballots: isClosed ? ballots.map(({ participant_id, option_index }) => ({ participant_id, option_index })) : null,
  };
}

function toTask(row: Covered<TaskRow, Task>): Task {
  return row;
}
