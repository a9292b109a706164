import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** A room and its messages. */
export const timelineWords = {
  messages: 'Messages',
  loading: 'Loading messages',
  failed: 'The messages could not be loaded',
  /** `reason`: a whole sentence. */
  failedText: (reason: string) => `${reason} Nothing is lost; they are still in your Lanai.`,
  tryAgain: 'Try again',
  loadingEarlier: 'Loading earlier messages',
  earlierFailed: (reason: string) => `Earlier messages could not be loaded. ${reason}`,
  /** A link leads to it. */
  messageNotHere: 'That message is not here.',
  firstNew: 'First new',
  jumpToLatest: 'Jump to latest',
  /** On the way back to the end. `count` may end in a plus sign. */
  countNew: (count: string) => `${count} new`,
  newLine: 'New',
  today: 'Today',
  yesterday: 'Yesterday',
  /** `day`: "Yesterday" or a date. */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,

  you: 'you',
  gone: 'A former member',
  leader: 'leader',
  /** Read out for a message on the screen. */
  byAt: (name: string, time: string) => `${name}, ${time}`,
  /** Behind the name of a room: the author and the time of the message that a link leads to. */
  linkedTo: (author: string, time: string) => `· ${author} · ${time}`,
  saidVote: (name: string, title: string) => `${name} started a vote: ${title}`,
  saidApproval: (name: string, title: string) => `${name} asks for approval: ${title}`,
  saidTask: (name: string, title: string) => `${name} made a task: ${title}`,
  renamed: (before: string, now: string) => `${before} is now called ${now}`,
  /** `by`: the person who made the link. */
  cameBackBy: (name: string, by: string) => `${name} came back by a link that ${by} made`,
  cameBack: (name: string) => `${name} came back by a new link`,
  /** At the end of a list of names. */
  others: (count: number) => plural(count, { one: 'one other', other: '# others' }),
  /** `names`: "Ada and Maya". */
  activity: {
    joined: (names: string) => `${names} joined`,
    left: (names: string) => `${names} left`,
    added: (by: string, names: string) => `${by} added ${names}`,
    removed: (by: string, names: string) => `${by} removed ${names}`,
    leads: (name: string) => `${name} is the leader now`,
    page: (names: string) => `${names} changed the page`,
  },
  said: (name: string, text: string) => `${name}: ${text}`,

  edited: 'edited',
  /** `time`: when it was. */
  editedAt: (time: string) => `Edited ${time}`,
  editedSince: 'Edited: show earlier texts',
  /** Under a message whose text ends early. */
  unfinished: { stopped: 'Stopped', interrupted: 'Interrupted', failed: 'Failed', limit: 'Stopped at a limit' },
  deleted: 'This message was deleted.',
  decision: 'Decision',
  showLess: 'Show less',
  showAll: 'Show all',
  showAllLines: (count: number) => plural(count, { one: 'Show the one line', other: 'Show all # lines' }),
  anEarlierMessage: 'An earlier message',
  /** Read out before what is quoted. */
  inAnswerTo: 'In reply to',
  thought: 'Thought',
  thoughtFor: (duration: string) => `Thought for ${duration}`,
  seconds: (count: string) => `${count}s`,
  minutes: (count: string) => `${count} min`,

  sending: 'Sending…',
  waiting: 'Waiting for the connection',
  /** `reason`: a whole sentence. */
  notSent: (reason: string) => `Not sent. ${reason}`,
  discard: 'Discard',

  /** `names`: "Ada, Maya and you". */
  reactedWith: (names: string, emoji: string) => `${names} reacted with ${emoji}`,
  reactionFrom: (names: string) => `from ${names}`,
  sent: 'Sent',
  waitsFor: (name: string) => `Waiting until ${name} is back`,
  deliveredAt: (time: string) => `Delivered ${time}`,
  seen: 'Seen',
  seenAt: (time: string) => `Seen ${time}`,
  seenBy: (count: number) => plural(count, { one: 'Seen by #', other: 'Seen by #' }),
  seenTitle: 'Seen by',
  seenText: 'People who have read this far. Agents do not always report it.',
  seenByNobody: 'Nobody yet.',
  editsTitle: 'Earlier texts',
  editsText: 'Everyone who can read the message can see them.',
  editsFailed: (reason: string) => `The earlier texts could not be loaded. ${reason}`,
  noEdits: 'The earlier texts were not kept.',
  loadingEdits: 'Loading the earlier texts',
  moreEdits: 'Show older texts',
  now: 'Now',

  /** `names`: "Ada and Maya". */
  areWriting: (names: string, count: number) => plural(count, { one: `${names} is writing`, other: `${names} are writing` }),
  isThinking: (name: string) => `${name} is thinking`,
  isWorking: (name: string) => `${name} is working`,
  isBlocked: (name: string) => `${name} is blocked`,
  /** `names`: of those who wait for it; empty: not known. */
  isWaking: (name: string, names: string) => (names === '' ? `Waking ${name}` : `Waking ${name} for ${names}`),
  doing: (what: string, detail: string) => `${what}: “${detail}”`,

  /** Under a message of Porter's. */
  porter: { openInvites: 'Open Invites', makeNewLink: 'Make new link', answers: { yes: 'Yes', no: 'No', none: 'None of these' } },
};
