const MINUTES_PER_HOUR = 60;

/** "3 h", "5 h 30 min". */
function span(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / MINUTES_PER_HOUR), minutes % MINUTES_PER_HOUR];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** Somebody's card. */
export const peopleWords = {
  alwaysHere: 'Always here',
  here: 'Here now',
  away: 'Away',
  lastHere: (when: string) => `Last here ${when}`,
  noAccess: 'Has no access any more',
  removed: 'Removed from this home',
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
};
