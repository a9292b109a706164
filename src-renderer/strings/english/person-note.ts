/** The note about a person. */
export const personNoteWords = {
  /** In a menu. */
  menu: 'Note',
  of: (name: string) => `Note about ${name}`,
  lead: (name: string) => `${name} cannot see this. The owner, admins, and agents whose key may keep notes can.`,
  leadAboutAdmin: (name: string) => `${name} cannot see this. The owner, and agents of the owner whose key may keep notes, can.`,
  notAllowed: 'You cannot keep a note about this person.',
  field: 'Note',
  hint: 'In Markdown. An agent gets it when the person writes to it.',
  loading: 'Loading the note',
  failed: (reason: string) => `The note could not be loaded. ${reason}`,
  tooLong: (over: number) => `${over} characters too many.`,
  /** `ago`: "just now", "5 min ago". */
  changed: (name: string, ago: string) => `Changed by ${name}, ${ago}`,
  meanwhile: (name: string) => `${name} changed the note while you wrote. It says now:`,
  empty: 'Nothing: it was deleted.',
  useMine: 'Save mine',
  useTheirs: 'Take this one',
  discardTitle: 'Discard your changes?',
  discardText: 'The note stays as it was saved last.',
  discard: 'Discard',
};
