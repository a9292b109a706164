import type { ReactNode } from 'react';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

const taskWords = {
  newTask: 'New task',
  openTasks: (count: number) => `Open tasks · ${count}`,
  allTasks: 'All',
  noTasks: 'No tasks yet',
  noTasksText: 'What is to be done in this room, and who does it. Agents can take tasks too.',
  newTaskLead: 'Everybody in the room sees it',
  taskTitle: 'What is to be done?',
  taskTitleMissing: 'Say what is to be done.',
  taskAssignee: 'Who does it?',
  taskStatus: 'How far is it?',
  taskNote: 'Note',
  taskNoteHint: 'What the others should know about how it stands.',
  makeTask: 'Make the task',
  madeBy: (name: string) => `Made by ${name}`,
  nobodyYet: 'Nobody yet',
  status: { pending: 'To do', in_progress: 'In progress', blocked: 'Blocked', completed: 'Done', cancelled: 'Dropped' },
  /** Over those that are as far. */
  statusAndCount: (status: string, count: number) => `${status} · ${count}`,
  /** In the middle of a line. */
  statusInLine: { pending: 'to do', in_progress: 'in progress', blocked: 'blocked', completed: 'done', cancelled: 'dropped' },
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
  howFar: (title: string) => `How far is “${title}”?`,
  changeHowFar: (status: string, title: string) => `${status}: change how far “${title}” is`,
};

const voteWords = {
  startVote: 'Start a vote',
  voteLead: 'It waits for those who have the room open now',
  voteTitle: 'What is it about?',
  voteTitleMissing: 'Say what it is about.',
  options: 'Options',
  option: (number: number) => `Option ${number}`,
  removeOption: (number: number) => `Remove option ${number}`,
  anotherOption: 'Another option',
  optionsMissing: 'Give at least two options.',
  moreAbout: 'More about it',
  moreAboutHint: 'If it needs more words than the title.',
  whenCloses: 'When does it close?',
  whenClosesHint: 'At the latest. It closes at once when everybody has voted.',
  closesAfter: {
    all: 'When all have voted',
    minute: 'After a minute',
    tenMinutes: 'After 10 minutes',
    hour: 'After an hour',
    day: 'After a day',
    week: 'After a week',
  },
  startTheVote: 'Start the vote',
  vote: 'Vote',
  voteCalled: (title: string) => `Vote: ${title}`,
  oneVoteEach: 'You can vote once. Nobody sees the votes until it closes.',
  archived: 'The room is archived: nothing can be changed here.',
  voteClosed: 'This vote is closed.',
  haveVoted: 'You have voted. What it came to shows when it closes.',
  turnout: (voted: number, eligible: number) => plural(eligible, { one: `${voted} of # has voted`, other: `${voted} of # have voted` }),
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
  electWithMe: 'Elect a leader, I stand too',
  lead: 'Lead this room',
  decide: 'Decide',
  decideLead: 'You lead in this room: what you decide stands out for everybody',
  decision: 'The decision',
  decisionMissing: 'Say what is decided.',
  /** `names`: "Ada, Rune and you". */
  electing: (names: string): ReactNode => (
    <>
      <strong className="font-semibold">A leader is elected</strong> among {names}
    </>
  ),
  you: 'you',
  somebody: 'somebody',
  secondsLeft: (count: number) => ` · ${count} s`,
  notMe: 'Not me',
  nobodyLeads: 'Nobody leads any more.',
  youLead: 'You lead now.',
  leads: (name: string) => `${name} leads now.`,
  somebodyLeads: 'Somebody leads now.',
  yourTurn: 'Your turn',
  turnOf: (name: string) => `${name}’s turn`,
};

export const coordinationWords = { ...taskWords, ...voteWords, ...leaderWords };
