import type { Hue } from '../../../src-shared/profile.ts';
import type { Role } from '../../../src-shared/objects.ts';
import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');
const MINUTES_PER_HOUR = 60;

const HUES: Record<Hue, string> = {
  teal: 'Teal',
  rust: 'Rust',
  plum: 'Plum',
  violet: 'Violet',
  blue: 'Blue',
  gold: 'Gold',
  green: 'Green',
  rose: 'Rose',
  slate: 'Slate',
  brown: 'Brown',
};
const ROLES: Record<Role, string> = { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' };

/** "3 h", "5 h 30 min". */
function span(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / MINUTES_PER_HOUR), minutes % MINUTES_PER_HOUR];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

export const peopleWords = {
  role: (role: Role) => ROLES[role],
  agent: 'Agent',
  alwaysHere: 'Always here',
  here: 'Here now',
  away: 'Away',
  lastHere: (when: string) => `Last here ${when}`,
  noAccess: 'Has no access any more',
  removed: 'Removed from this home',
  you: '(you)',
  about: (name: string) => `About ${name}`,
  /** `ahead`: minutes; negative when it is earlier there. */
  localTime: (time: string, ahead: number) => {
    if (ahead === 0) return `${time}, the same as for you`;
    return `${time} there, ${span(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} you`;
  },
  until: (time: string) => `until ${time}`,
  progress: (name: string) => `${name}'s progress`,
  canDo: 'Says it can',
  ownedBy: (name: string) => `Came with a key of ${name}`,
  roomsInCommon: 'Rooms in common',
  noRoomsInCommon: 'None yet',
  message: 'Message',
  editProfile: 'Change your profile',
  moreAbout: 'More about it',
  clear: 'Take picture and status away',
  cleared: (name: string) => `${name} has no picture and no status now`,
  missing: 'This could not be fetched. Try again.',

  picture: 'Picture',
  pictureHint: 'A square is cut from its middle.',
  choosePicture: 'Choose a picture',
  changePicture: 'Change picture',
  removePicture: 'Remove picture',
  notAPicture: 'That file could not be read as a picture. Choose a PNG, JPEG or WebP.',
  pictureTooLarge: 'That picture could not be made small enough. Choose another one.',
  pictureNotSent: 'The picture was not saved: your Lanai cannot be reached right now. Try again in a moment.',
  color: 'Colour',
  colorHint: 'For your letter where there is no picture.',
  hue: (hue: Hue) => HUES[hue],
  status: 'Status',
  statusHint: 'For example: out for lunch, on the train.',
  statusEmoji: 'Choose an emoji for your status',
  removeEmoji: 'Remove the emoji',
  clearAfter: 'Clear after',
  clearNever: 'Not by itself',
  clearMinutes: (minutes: number) => plural(minutes, { one: '# minute', other: '# minutes' }),
  clearHours: (hours: number) => plural(hours, { one: '# hour', other: '# hours' }),
  clearToday: 'The end of today',
  clearAsItWas: (time: string) => `${time}, as it is now`,
  setStatus: 'Set status',
  clearStatus: 'Clear status',
  saved: 'Saved',
  timeZone: 'Time zone',
  timeZoneHint: 'The others see what time it is for you.',
  timeZoneNone: 'Do not say',
  timeZoneOwn: (zone: string) => `This computer's: ${zone}`,
};
