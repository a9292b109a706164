import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** The commands behind a slash. Their names, and the words that they take, are the same in every language. */
export const slashWords = {
  /** What a command does, and what may follow it. */
  command: {
    help: { help: 'List all commands', takes: '' },
    search: { help: 'Find messages', takes: 'words' },
    dm: { help: 'Write a direct message', takes: 'name and message' },
    join: { help: 'Open a room, and join it', takes: 'room' },
    me: { help: 'Say that you do something', takes: 'action' },
    who: { help: 'See who is online in this room', takes: '' },
    status: { help: 'Set your status', takes: 'emoji and text' },
    mute: { help: 'Mute this room', takes: 'time' },
    unmute: { help: 'Unmute this room', takes: '' },
    dnd: { help: 'Pause notifications', takes: 'time' },
    remind: { help: 'Set a reminder', takes: 'time and text' },
    room: { help: 'Make a room', takes: 'name' },
    add: { help: 'Add people or agents to this room', takes: '' },
    invite: { help: 'Invite a friend to this home', takes: '' },
    topic: { help: 'Set the topic of this room', takes: 'topic' },
    rename: { help: 'Rename this room', takes: 'name' },
    vote: { help: 'Start a vote', takes: 'question' },
    task: { help: 'Make a task', takes: 'title' },
    decide: { help: 'Post a decision as the leader', takes: 'decision' },
    archive: { help: 'Archive this room', takes: '' },
    leave: { help: 'Leave this room', takes: '' },
    settings: { help: 'Open the settings', takes: '' },
  },
  noCommand: (word: string) => `There is no command /${word}. Type / for all commands, or // to send a slash.`,
  writeAfter: (command: string, takes: string) => `Add the ${takes}: /${command} ${takes}.`,
  topicSet: 'Topic changed',
  renamed: (name: string) => `Renamed to ${name}`,
  putAway: 'Room archived. You can restore it here',

  meIsOneLine: 'Write the action on one line.',
  noParticipant: 'No person or agent has that name. Choose one from the list.',
  severalOfThatName: (count: number) =>
    `${plural(count, { one: '# has', other: '# have' })} that name. Open the right one from the sidebar.`,
  noRoom: (name: string) => `You can see no room called ${name}.`,
  notJoined: 'Not joined yet',

  you: 'you',
  online: (names: string, away: number) => `Online: ${names}. ${plural(away, { one: '# member is', other: '# members are' })} away.`,
  onlyYouOnline: (away: number) => `Only you are online. ${plural(away, { one: '# member is', other: '# members are' })} away.`,

  statusSet: 'Status set',
  statusCleared: 'Status cleared',
  statusTooLong: (chars: number) => `Too long. A status can have up to ${chars} characters.`,
  clear: 'Remove your status',

  muted: (room: string) => `${room} is muted`,
  mutedUntil: (room: string, time: string) => `${room} is muted until ${time}`,
  unmuted: (room: string) => `${room} is not muted any more`,
  dndOff: 'Notifications are on',
  /** By the words that are typed. */
  times: { '1h': 'For an hour', '8h': 'For eight hours', tomorrow: 'Until tomorrow morning', monday: 'Until Monday morning' },
  remindWhat: 'Add the text behind the time: /remind tomorrow 9:00 call Sarah.',
  remindTooLong: (chars: number) => `Too long. A reminder can have up to ${chars} characters.`,
  remindTooFar: 'Choose a time within five years.',
  noTime: (words: string) => `${words} is not a time. Write for example 2h, tomorrow 9:00 or monday 14:30.`,
  timePassed: 'That time has passed.',
  timeTooFar: 'Choose a time within a year.',
};
