/** A room that is not open to the user, or not any more. `by`: the name of the one who did it. */
export const lostRoomWords = {
  ended: 'This room has ended',
  endedText: 'Everyone had closed it, and nothing was kept.',
  missing: 'You cannot open this room',
  missingText: 'It was deleted, or you are not a member. A member can add you.',
  otherRooms: 'Show my rooms',

  removedTitle: (room: string) => `You were removed from ${room}`,
  removedText: (by: string | null) => (by === null ? 'Your messages stay.' : `${by} removed you. Your messages stay.`),
  closedTitle: (room: string) => `${room} is no longer open to you`,
  closedText: (by: string | null) =>
    by === null ? 'Ask the owner or an admin to open it again.' : `${by} changed the rooms that you can enter. Your messages stay.`,
  deletedTitle: (room: string) => `${room} was deleted`,
  deletedText: (by: string | null) =>
    by === null ? 'Its messages and files are deleted too.' : `${by} deleted the room with its messages and files.`,
  goneTitle: (room: string) => `You cannot open ${room} any more`,
  goneText: 'It was deleted, or it is no longer open to you. Ask the owner or an admin.',
  restoredTitle: (room: string) => `${room} is not on this server any more`,
  restoredText: 'The server was restored from a backup that does not have this room.',
};
