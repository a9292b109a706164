export const roomsWords = {
  leaveTitle: (room: string) => `Leave ${room}?`,
  leaveOpen: 'What you wrote stays. You can come back whenever you like: everybody here can join this room.',
  leaveClosed: 'What you wrote stays. Only somebody in the room can let you in again.',
  leaveFleeting: 'The room and everything in it end when the last one leaves.',
  left: (room: string) => `You left ${room}`,
  takeOutTitle: (name: string, room: string) => `Take ${name} out of ${room}?`,
  takeOutOpen: 'What they wrote stays. Everybody here can join this room, and so can they again.',
  takeOutClosed: 'What they wrote stays. They see nothing of the room until somebody lets them in again.',
};
