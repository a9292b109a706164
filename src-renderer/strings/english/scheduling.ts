import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Sending messages later. */
export const schedulingWords = {
  /** `time`: "9:00 AM". */
  tomorrowAt: (time: string) => `Tomorrow, ${time}`,
  choose: 'Choose date and time',
  show: 'Show messages that are sent later',
  noCommand: 'A command cannot be sent later.',

  /** Above the field. */
  waiting: (count: number) => plural(count, { one: '# message will be sent later', other: '# messages will be sent later' }),
  failed: (count: number) => plural(count, { one: '# message could not be sent', other: '# messages could not be sent' }),
  showThem: 'Show',

  formText: 'The server sends it, also when this device is off.',
  text: 'Message',
  date: 'Date',
  time: 'Time',
  repeat: 'Repeat',
  every: { once: 'Does not repeat', day: 'Every day', weekday: 'Every weekday', week: 'Every week', month: 'Every month' },
  days: 'On these days',
  /** `zone`: "Europe/Berlin". */
  inZone: (zone: string) => `At the time in ${zone}, also when the clocks change.`,
  cannotRepeatFiles: 'A message with files is sent once.',
  cannotRepeatSealed: 'A message in a sealed room is sent once.',
  noTime: 'Choose a date and a time.',
  timeIsOver: 'This time is over. Choose one in the future.',
  noText: 'Write a message.',
  schedule: 'Send later',
  save: 'Save',

  listText: 'Messages that the server will send. Only you see this list.',
  none: 'Nothing to send later',
  noneText: 'Write a message, and press and hold Send or right-click it.',
  allRooms: 'Show all rooms',
  change: 'Change',
  sendNow: 'Send now',
  cancel: 'Delete',
  actions: 'Actions for this message',
  wasSent: 'Sent.',
  wasCancelled: 'Deleted. It will not be sent.',
  files: (count: number) => plural(count, { one: '# file', other: '# files' }),
  /** `day`: "Monday, December 7". */
  onDay: (day: string, time: string) => `${day}, ${time}`,
  /** `rhythm`: "Every day". */
  next: (rhythm: string, time: string) => `${rhythm} · next: ${time}`,
  notSentBecause: (reason: string) => `Not sent: ${reason}`,
  restored: 'Its time passed before the server was restored from a backup.',
  goneRoom: 'A room that you cannot see',
};
