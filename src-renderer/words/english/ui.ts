export const uiWords = {
  /** Over "This could not be shown". */
  missingPart: 'Something is missing',
};
