/** The role of a person, and the rooms that are open to them. */
export const accessWords = {
  of: (name: string) => `Role and rooms of ${name}`,
  role: 'Role',
  roles: { admin: 'Admin', member: 'Member', guest: 'Guest' },
  roleHint: {
    admin: 'Can also invite people, change their access, and delete messages of others.',
    member: 'Can also make rooms and add people to them.',
    guest: 'Can read and write in the rooms that are open to them.',
  },
  onlyOwner: 'Only the owner can change an admin’s access.',
  notAllowed: 'Only the owner and admins can change this.',
  atOnce: 'Changes apply immediately.',
  /** `rooms`: "garden and vault". */
  closes: (name: string, rooms: string) => `${name} loses access to ${rooms} immediately. Their messages there stay.`,
};
