import type { ReactNode } from 'react';

const taskWords = {
  newTask: 'New task',
  /** In the middle of a line. */
  statusInLine: { pending: 'to do', in_progress: 'in progress', blocked: 'blocked', completed: 'done', cancelled: 'cancelled' },
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
};

const voteWords = {
  startVote: 'Start a vote',
};

const leaderWords = {
  menu: 'Vote, tasks and leader',
  elect: 'Elect a leader among the agents',
  electWithMe: 'Elect a leader (include me)',
  lead: 'Lead this room',
  decide: 'Decide',
};

export const coordinationWords = { ...taskWords, ...voteWords, ...leaderWords };
