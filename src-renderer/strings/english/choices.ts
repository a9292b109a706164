/** Answers that a message offers. */
export const choicesWords = {
  choices: 'Choices',
  /** `reason`: a whole sentence. */
  disabled: (reason: string) => `You cannot choose. ${reason}`,
};
