/** Messages that were saved for later, as the first screen shows them. */
export const savedWords = {
  list: 'Saved',
  save: 'Save for later',
  remove: 'Remove from saved',
  isSaved: 'Saved for later',
};
