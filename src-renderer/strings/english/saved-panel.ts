/** The list of saved messages. */
export const savedPanelWords = {
  text: 'Messages that you saved for later. Only you see this list.',
  none: 'Nothing saved',
  noneText: 'Choose “Save for later” in the menu of a message, and find it here.',
  failed: (reason: string) => `The saved messages could not be loaded. ${reason}`,
  loading: 'Loading the saved messages',
  more: 'Show older ones',
  done: 'Done',
  removed: 'Removed from saved',
  undo: 'Undo',
  deleted: 'This message was deleted.',
  noAccess: 'You cannot see this message any more.',
  noRoom: 'A room that you cannot see any more',
};
