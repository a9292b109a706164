// Sealed rooms: this side seals sent messages and opens received ones. The server has only blobs.
import { scryptSync } from 'node:crypto';
import type { Message } from '../../src-shared/objects.ts';
import type { RoomPage } from '../../src-shared/room-pages.ts';
import { createRoomCipher, type RoomCipher } from '../../src-shared/room-cipher.ts';
import { isMadeKey, OWN_SECRET_CHARS_MIN, stretchSalt, STRETCH_OPTIONS } from '../../src-shared/room-secret.ts';
import { doubtsOf, type Claimed, type Doubt, type Said, type SealedHeader } from '../../src-shared/sealed-header.ts';
import { isSealed } from '../../src-shared/sealed-mark.ts';
import { createSeenSeals } from '../../src-shared/seen-seals.ts';
import { Failure } from './failure.ts';
import { kindsOf, type ChatMessage } from './messages.ts';
import type { ListedRoom } from '../../src-shared/agent-protocol/replies.ts';

/** An opened content. `sealed`: left out for a plain text in a room that is not sealed. */
export interface Opened {
  content: string;
  sealed?: 'opened' | 'no key' | 'damaged' | 'wrong key' | 'not sealed';
  /** Differences between the home's facts and the sealed facts. */
  doubts?: Doubt[];
}

/** A message with the home's facts about it; `id` and `seq` are its place in the room. */
export type Listed = Claimed & Pick<Message, 'id' | 'seq' | 'content'>;

export interface Sealing {
  /** Throws Failure for a room that takes sealed messages only, when there is no key. */
  close(said: Said, content: string): string;
  open(message: ChatMessage): ChatMessage;
  /**
   * A message that cannot be opened keeps its blob. A plain message in a sealed room gets no content: anyone at the home could have
   * written it. A plain message in another room is marked when there is a key, because the key may be meant for that room.
   */
  read(message: Listed): Opened;
  /** The same for a version of the room's page. */
  readPage(page: RoomPage): Opened;
}

const SHUT = { not_sealed: 'not sealed', damaged: 'damaged', wrong_key: 'wrong key' } as const;

export function sealingOf(
  { room_id, name, encrypted }: Pick<ListedRoom, 'room_id' | 'name' | 'encrypted'>,
  secret: string | undefined,
): Sealing {
  const cipher = secret ? cipherOf(room_id, secret) : null;
  const seen = createSeenSeals();

  function open(content: string, doubtsAbout: (header: SealedHeader | null) => Doubt[]): Opened {
    if (!isSealed(content)) return cipher || encrypted ? { content: encrypted ? '' : content, sealed: 'not sealed' } : { content };
    if (!cipher) return { content, sealed: 'no key' };
    const opened = cipher.open(content);
    if (!opened.ok) return { content, sealed: SHUT[opened.reason] };
    const doubts = doubtsAbout(opened.header);
    return { content: opened.text, sealed: 'opened', ...(doubts.length === 0 ? {} : { doubts }) };
  }

  function read({ content, id, seq, ...claimed }: Listed): Opened {
    // A deleted message has no content.
    if (content === '') return { content };
    return open(content, (header) => [...doubtsOf(header, { id, ...claimed }), ...seen.doubtsOf({ room_id, content, id, seq }, header)]);
  }

  return {
    close(said, content) {
      if (!cipher || !secret) {
        if (encrypted) throw new Failure(`"${name}" takes sealed messages only: give its key with --room-key or LANAI_ROOM_KEY.`);
        return content;
      }
      if (!isMadeKey(secret) && secret.length < OWN_SECRET_CHARS_MIN)
        throw new Failure(
          `That key could be guessed: one of your own has at least ${OWN_SECRET_CHARS_MIN} characters. "lanai keygen" makes one.`,
        );
      return cipher.seal(said, content);
    },
    // Values of these two fields that the home sends are ignored.
    open: ({ sealed: _sealed, doubts: _doubts, ...message }) => ({ ...message, ...read(listed(message)) }),
    read,
    readPage: ({ content, author_id, version, created_at }) =>
      open(content, (header) => doubtsOf(header, { author_id, version, created_at })),
  };
}

function cipherOf(roomId: string, secret: string): RoomCipher {
  const { dkLen, ...options } = STRETCH_OPTIONS;
  const stretched = isMadeKey(secret) ? null : new Uint8Array(scryptSync(secret, stretchSalt(roomId), dkLen, options));
  return createRoomCipher(roomId, { secret, stretched });
}

/** Facts that a frame does not have are not compared. */
function listed({ message_id, seq, agent_id, content, metadata, reply_to_message, timestamp, attachments }: ChatMessage): Listed {
  const { type } = kindsOf(metadata);
  return {
    ...{ id: message_id, seq, content, author_id: agent_id, reply_to: reply_to_message ?? null, attachments: attachments ?? [] },
    kind: type === 'thinking' || type === 'decision' ? type : 'chat',
    created_at: Date.parse(timestamp),
  };
}

export function roomSecret(option: string | undefined, env: NodeJS.ProcessEnv): string | undefined {
  return option ?? env.LANAI_ROOM_KEY;
}
