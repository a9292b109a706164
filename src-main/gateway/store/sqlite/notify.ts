// The facts that the rule of notifications needs about messages of a room and a participant.
import type { Membership } from '../../../../src-shared/objects.ts';
import type { AskedMessage, NotifyFacts } from '../interfaces/archive.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import type { MessageRow } from '../tables/messages.ts';

/** After this many messages a question no longer waits for an answer. */
const ASKED_MESSAGES_MAX = 1_000;

export const notifyReads = {
  /** The last message of the asker that mentions the other one. */
  lastAsked: statement<{ room_id: string; asker_id: string; asked_id: string; after: number; before: number }>()((p) =>
    query
      .selectFrom('mentions')
      .innerJoin('messages', (join) => join.onRef('messages.room_id', '=', 'mentions.room_id').onRef('messages.seq', '=', 'mentions.seq'))
      .select('mentions.seq')
      .where('mentions.participant_id', '=', p.asked_id)
      .where('mentions.room_id', '=', p.room_id)
      .where('mentions.seq', '>', p.after)
      .where('mentions.seq', '<', p.before)
      .where('messages.author_id', '=', p.asker_id)
      .orderBy('mentions.seq', 'desc')
      .limit(1),
  ),
  firstAnswer: statement<{ room_id: string; author_id: string; after: number; before: number }>()((p) =>
    query
      .selectFrom('messages')
      .select('seq')
      .where('room_id', '=', p.room_id)
      .where('seq', '>', p.after)
      .where('seq', '<', p.before)
      .where('author_id', '=', p.author_id)
      .where('kind', '!=', 'thinking')
      .orderBy('seq')
      .limit(1),
  ),
};

interface OtherReads {
  membership(roomId: string, participantId: string): Membership | null;
  messageRow(id: string): MessageRow | null;
}

export function notifyReadsOn(find: PreparedAll<typeof notifyReads>, { membership, messageRow }: OtherReads) {
  function isReply(roomId: string, participantId: string, { reply_to }: AskedMessage): boolean {
    const answered = reply_to === null ? null : messageRow(reply_to);
    return answered?.room_id === roomId && answered.author_id === participantId;
  }

  function isAwaited(room_id: string, asker_id: string, { author_id, seq }: AskedMessage, readUpTo: number): boolean {
    const asked = find.lastAsked.get({ room_id, asker_id, asked_id: author_id, after: seq - ASKED_MESSAGES_MAX, before: seq });
    if (!asked) return false;
    const answer = find.firstAnswer.get({ room_id, author_id, after: asked.seq, before: seq });
    return !answer || answer.seq > readUpTo;
  }

  return {
    notifyFacts(roomId: string, participantId: string, messages: readonly AskedMessage[]): NotifyFacts {
      const own = membership(roomId, participantId);
      const ids = (isOne: (message: AskedMessage) => boolean): string[] => (own ? messages.filter(isOne).map(({ id }) => id) : []);
      return {
        membership: own,
        replies: ids((message) => isReply(roomId, participantId, message)),
        awaited: ids((message) => isAwaited(roomId, participantId, message, own?.last_read_seq ?? 0)),
      };
    },
  };
}
