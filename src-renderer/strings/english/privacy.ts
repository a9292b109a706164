/** What others can see of the user. */
export const privacyWords = {
  title: 'Privacy',
  tells: 'Others see what I have read',
  tellsText: 'Shown under their last message, in direct rooms and rooms of up to 50 members. When off, it is not stored.',
};
