import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Questions of agents before they act. */
export const approvalsWords = {
  asked: (title: string) => `Approval: ${title}`,
  allowOnce: 'Allow once',
  allowSession: 'Allow for this session',
  reject: 'Reject',
  /** `names`: "Sarah", "Sarah and Tom". */
  waitsFor: (names: string) => `Waits for the approval of ${names}`,
  waitsForNobody: 'Waits for approval, but no person who can give it is in this room',
  /** Of a detail that is shown in part. */
  showAll: (lines: number) => plural(lines, { one: 'Show all of # line', other: 'Show all # lines' }),
  showLess: 'Show less',
  showFirst: 'Show all of it to allow it.',
  exactly: { command: 'The exact command', diff: 'The exact changes', text: 'The exact text' },
  wholeReason: 'Show the whole reason',
  lessReason: 'Show less of the reason',
  details: 'Details',
  hidden: 'It has characters that cannot be seen. They are shown as codes.',
  secondsLeft: (count: number) => `${count} s left`,
  minutesLeft: (count: number) => `${count} min left`,
  hoursLeft: (count: number) => `${count} h left`,
  timeOver: 'Time is up',
  ended: {
    allowed_once: (name: string, time: string) => `Allowed once by ${name} · ${time}`,
    allowed_session: (name: string, time: string) => `Allowed for this session by ${name} · ${time}`,
    rejected: (name: string, time: string) => `Rejected by ${name} · ${time}`,
    expired: (_name: string, time: string) => `Not answered in time · ${time}`,
    cancelled: (_name: string, time: string) => `No longer asked · ${time}`,
  },
  list: 'Waits for you',
  listText: 'Agents that ask before they act.',
  /** Behind the number, for screen readers. */
  waiting: 'waiting',
  none: 'Nothing waits for you',
  noneText: 'When one of your agents asks for approval, it is listed here.',
  asks: (name: string, room: string) => `${name} in ${room}`,
};
