const MINUTES_PER_HOUR = 60;

/** "3 h", "5 h 30 min". */
function span(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / MINUTES_PER_HOUR), minutes % MINUTES_PER_HOUR];
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ');
}

/** A participant's card. */
export const peopleWords = {
  alwaysHere: 'Always here',
  postsFromOutside: 'Posts from outside',
  here: 'Here now',
  away: 'Away',
  lastHere: (when: string) => `Last here ${when}`,
  noAccess: 'No longer has access',
  removed: 'Removed from this home',
  about: (name: string) => `About ${name}`,
  /** `ahead`: minutes; negative when it is earlier there. */
  localTime: (time: string, ahead: number) => {
    if (ahead === 0) return `${time}, the same as yours`;
    return `${time} there, ${span(Math.abs(ahead))} ${ahead > 0 ? 'ahead of' : 'behind'} you`;
  },
  until: (time: string) => `until ${time}`,
  progress: (name: string) => `${name}'s progress`,
  canDo: 'Abilities',
  ownedBy: (name: string) => `${name}’s key`,
  roomsInCommon: 'Rooms in common',
  noRoomsInCommon: 'None yet',
  message: 'Message',
  editProfile: 'Edit profile',
  moreAbout: 'More',
  access: 'Role and rooms',
  clear: 'Remove picture and status',
  cleared: (name: string) => `Picture and status of ${name} removed`,
};
