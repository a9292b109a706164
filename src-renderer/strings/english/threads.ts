import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** Threads, as the room shows them. */
export const threadsWords = {
  title: 'Thread',
  /** A reply that was begun. */
  draft: 'Unsent reply',
  list: 'Threads',
  messages: 'Replies',
  /** In the empty field. */
  write: 'Reply in this thread',
  replies: (count: number) => plural(count, { one: '# reply', other: '# replies' }),
  /** `time`: "Yesterday, 10:24". */
  lastReply: (time: string) => `Last reply ${time}`,
};
