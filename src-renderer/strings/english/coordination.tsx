import type { ReactNode } from 'react';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const taskWords = {
  newTask: 'New task',
  openTasks: (count: number) => `Open tasks · ${count}`,
  allTasks: 'All',
  noTasks: 'No tasks yet',
  noTasksText: 'Tasks of this room and their assignees. Agents can take tasks too.',
  nobodyYet: 'Unassigned',
  status: { pending: 'To do', in_progress: 'In progress', blocked: 'Blocked', completed: 'Done', cancelled: 'Cancelled' },
  /** Over those that are as far. */
  statusAndCount: (status: string, count: number) => `${status} · ${count}`,
  /** In the middle of a line. */
  statusInLine: { pending: 'to do', in_progress: 'in progress', blocked: 'blocked', completed: 'done', cancelled: 'cancelled' },
  whoAndStatus: (who: string, status: string) => `${who} · ${status}`,
  /** `title` can be pressed. */
  madeATask: (maker: string, title: ReactNode): ReactNode => (
    <>
      {maker} made a task: {title}
    </>
  ),
  tookATask: (maker: string, title: ReactNode): ReactNode => (
    <>
      {maker} took a task: {title}
    </>
  ),
  madeATaskFor: (maker: string, assignee: string, title: ReactNode): ReactNode => (
    <>
      {maker} made a task for {assignee}: {title}
    </>
  ),
  howFar: (title: string) => `Status of “${title}”`,
  changeHowFar: (status: string, title: string) => `${status}: change the status of “${title}”`,
};

const voteWords = {
  startVote: 'Start a vote',
  vote: 'Vote',
  voteCalled: (title: string) => `Vote: ${title}`,
  changeVote: 'Change vote',
  yourVote: 'Your vote',
  closeVote: 'Close vote',
  askClose: 'Close the vote for everyone and show the results?',
  resultsLater: 'Results appear when the vote closes.',
  canChange: 'You can change your vote until it closes. Results appear then.',
  archived: 'The room is archived. Nothing can be changed here.',
  voteClosed: 'This vote is closed.',
  voted: (count: number) => (count === 0 ? 'No votes yet' : plural(count, { one: '# has voted', other: '# have voted' })),
  /** `names`: "Maya, nova and 2 more". */
  waitingFor: (names: string) => `waiting for ${names}`,
  closesNow: 'closes now',
  closesInSeconds: (count: number) => `closes in ${count} s`,
  closesInMinutes: (count: number) => `closes in ${count} min`,
  closesInHours: (count: number) => `closes in ${count} h`,
  closesInDays: (count: number) => plural(count, { one: 'closes in # day', other: 'closes in # days' }),
  quoted: (option: string) => `“${option}”`,
  nobodyVoted: 'Nobody voted.',
  /** `options`: "“0.5%” and “1%”". */
  tie: (options: string) => `A tie between ${options}.`,
  /** `option` in its quotes. */
  won: (option: string, votes: number, voted: number) =>
    plural(votes, { one: `${option} won with # vote of ${voted}.`, other: `${option} won with # votes of ${voted}.` }),
};

const leaderWords = {
  menu: 'Vote, tasks and leader',
  elect: 'Elect a leader among the agents',
  electWithMe: 'Elect a leader (include me)',
  lead: 'Lead this room',
  decide: 'Decide',
  /** `names`: "Ada, Rune and you". */
  electing: (names: string): ReactNode => (
    <>
      <strong className="font-semibold">Electing a leader</strong> among {names}
    </>
  ),
  you: 'you',
  somebody: 'somebody',
  secondsLeft: (count: number) => ` · ${count} s`,
  notMe: 'Decline',
  nobodyLeads: 'The room has no leader any more.',
  youLead: 'You are the leader now.',
  leads: (name: string) => `${name} is the leader now.`,
  somebodyLeads: 'The room has a new leader.',
  yourTurn: 'Your turn',
  turnOf: (name: string) => `${name}’s turn`,
  whyTurn: (agent: string) => `Agents take turns here, and ${agent} is waiting. You can write at any time.`,
};

export const coordinationWords = { ...taskWords, ...voteWords, ...leaderWords };
