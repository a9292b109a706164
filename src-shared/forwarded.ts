// Where a forwarded message comes from. All readers of the new message get the same: the author's name and the time, and no name of a
// room. A reader who can see the room of the first message finds it by its id.
import * as z from 'zod/mini';
import { described } from './described.ts';

export const ForwardedFrom = z.object({
  room_id: described('A client shows the room only if it can see it.', z.string()),
  message_id: z.string(),
  seq: z.number(),
  author_id: z.string(),
  author_name: described('The name of the author when the message was forwarded.', z.string()),
  sent_at: z.number(),
  comment_chars: described(
    'So many characters of the content are the comment of the one who forwarded it; the rest is the message.',
    z.number(),
  ),
});
export type ForwardedFrom = z.infer<typeof ForwardedFrom>;

const BETWEEN = '\n\n';

/** The content of a forwarded message: the comment, if there is one, and then the text. */
export function forwardedContent(comment: string, text: string): { content: string; comment_chars: number } {
  return comment === '' ? { content: text, comment_chars: 0 } : { content: `${comment}${BETWEEN}${text}`, comment_chars: comment.length };
}

/** The two parts of the content. */
export function forwardedParts(
  content: string,
  { comment_chars }: Pick<ForwardedFrom, 'comment_chars'>,
): { comment: string; text: string } {
  if (comment_chars === 0) return { comment: '', text: content };
  return { comment: content.slice(0, comment_chars), text: content.slice(comment_chars + BETWEEN.length) };
}

/** For readers without a quote card: the text is a quote in Markdown, below a line that says whose it is. */
export function forwardedAsQuote(comment: string, text: string, from: string): string {
  const quoted = `${from}\n${text}`
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n');
  return comment === '' ? quoted : `${comment}${BETWEEN}${quoted}`;
}
