import { messageWords } from '../../src-shared/files.ts';
import type { Message } from '../../src-shared/objects.ts';
import { lanternIn, saidBy, verbOf } from '../lantern/lantern-words.ts';
import { words } from '../words/words.ts';

/** What a message says, in words: a statement of LANTERN not as the JSON it travels in. */
export function plainWords(message: Pick<Message, 'content' | 'kind' | 'deleted_at' | 'attachments'>): string {
  if (message.deleted_at !== null) return words.timeline.deleted;
  const lantern = message.kind === 'chat' ? lanternIn(message.content) : null;
  return lantern ? words.lantern.inOneLine(verbOf(lantern).word, saidBy(lantern).main) : messageWords(message);
}
