// The words of a message that its author wrote for Porter. What was quoted, forwarded or put into code are words of others, and no
// errand. Otherwise their author could make Porter act with the rights of the person who repeats them.
import type { Message } from '../../../../src-shared/objects.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const QUOTE = /^ {0,3}>/;
const INDENTED = /^(?: {4}| {0,3}\t)/;

interface OwnWords {
  text: string;
  /** The message has words of others too. */
  hasOthers: boolean;
}

export function ownWords({ content, forwarded_from }: Pick<Message, 'content' | 'forwarded_from'>): OwnWords {
  // The comment on a forwarded message is about that message: it is no errand either.
  if (forwarded_from) return { text: '', hasOthers: true };
  const own: string[] = [];
  let fence = '';
  let isInQuote = false;
  let hasOthers = false;
  for (const line of content.split(/\r\n?|\n/)) {
    const [, marks = ''] = FENCE.exec(line) ?? [];
    if (fence !== '') {
      if (marks.startsWith(fence) && line.trim() === marks) fence = '';
      continue;
    }
    // A line below a quote belongs to it until a blank one.
    isInQuote = QUOTE.test(line) || (isInQuote && line.trim() !== '');
    fence = isInQuote ? '' : marks;
    if (isInQuote || fence !== '' || (INDENTED.test(line) && line.trim() !== '')) hasOthers = true;
    else own.push(line);
  }
  return { text: own.join('\n'), hasOthers };
}
