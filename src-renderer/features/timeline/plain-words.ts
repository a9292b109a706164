import { messageWords } from '../../../src-shared/files.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { isForged } from '../../../src-shared/sealed-header.ts';
import { lanternIn, mainWords } from '../lantern/lantern-in.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { strings } from '../../strings/strings.ts';

/** A message in words: a statement of LANTERN not as the JSON it travels in. Only a message that was read has words. */
export function plainWords(message: Readable<Pick<Message, 'content' | 'kind' | 'deleted_at' | 'attachments'>>): string {
  if (message.deleted_at !== null) return strings.timeline.deleted;
  const said = lanternLine(message) ?? messageWords(message);
  return isForged(message.doubts) ? strings.sealed.notAsSealedText(said) : said;
}

/** A LANTERN statement in one line. Null for other messages. */
export function lanternLine({ kind, content }: Pick<Message, 'content' | 'kind'>): string | null {
  const lantern = kind === 'chat' ? lanternIn(content) : null;
  return lantern && strings.lantern.inOneLine(strings.lantern.verbs[lantern.type], mainWords(lantern));
}
