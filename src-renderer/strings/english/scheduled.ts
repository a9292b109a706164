/** Messages that are sent later, as the first screen shows them. */
export const scheduledWords = {
  list: 'Sent later',
  later: 'Send later',
  /** Behind a number, for screen readers. */
  notSent: 'not sent',
};
