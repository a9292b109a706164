export const uiWords = {
  cancel: 'Cancel',
  /** Over "This could not be shown". */
  missingPart: 'Something is missing',
};
