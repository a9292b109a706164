export const timelineWords = {
  messages: 'Messages',
  jumpToLatest: 'Jump to latest',
  /** On the way back to the end. `count` may end in a plus sign. */
  countNew: (count: string) => `${count} new`,
  /** `names`: "Ada, Maya and you". */
  reactedWith: (names: string, emoji: string) => `${names} reacted with ${emoji}`,
  reactionFrom: (names: string) => `from ${names}`,
  you: 'you',
  somebody: 'somebody',
};
