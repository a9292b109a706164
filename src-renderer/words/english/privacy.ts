/** What others are told of oneself. */
export const privacyWords = {
  title: 'Privacy',
  tells: 'Others see what I have read',
  tellsText: 'Under their last message, in direct rooms and in rooms of up to 50 members. Switched off, it is not kept either.',
};
