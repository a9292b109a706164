/** Messages that were saved for later, and reminders, as the first screen shows them. */
export const savedWords = {
  list: 'Saved',
  save: 'Save for later',
  remove: 'Remove from saved',
  isSaved: 'Saved for later',
  remind: 'Remind me…',
  /** Behind the number of reminders that are due, for screen readers. */
  due: ' due',
};
