// The interface of a store for the contract suite, and the data that the suite writes into it.
import { newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import type { Transactions, TransactionArgs } from '../../domain/transactions.ts';
import type { Archive } from '../interfaces/archive.ts';
import type { Change } from '../interfaces/change.ts';
import type { Writer } from '../interfaces/writer.ts';

/** A home with these participants and no room. */
export const OWNER_ID = 'ada';
export const AGENT_ID = PORTER_ID;

export interface StoreUnderTest extends Writer<Transactions> {
  readonly archive: Archive;
  /** All changes published so far, in order. */
  readonly told: readonly Change[];
  /** Whether its rooms end by themselves. */
  readonly ephemeral: boolean;
  close(): Promise<void>;
}

export type OpenStore = () => Promise<StoreUnderTest>;

export function makeRoom(store: StoreUnderTest, more: Partial<TransactionArgs<'createRoom'>> = {}): Promise<Room> {
  const fixed = { description: null, visibility: 'private', parent_id: null, created_by: OWNER_ID, key_id: null } as const;
  return store.run('createRoom', {
    id: newId(),
    name: `room ${newId()}`,
    ...fixed,
    member_ids: [OWNER_ID, AGENT_ID],
    ephemeral: store.ephemeral,
    ...more,
  });
}

export function post(
  store: StoreUnderTest,
  room_id: string,
  content: string,
  more: Partial<TransactionArgs<'postMessage'>> = {},
): Promise<Message> {
  const fixed = { author_id: AGENT_ID, kind: 'chat', reply_to: null, metadata: null, mentions: [], client_id: null, key_id: null } as const;
  return store.run('postMessage', { id: newId(), room_id, content, ...fixed, mentions: [], ...more });
}

/** The types of the events published since then. */
export function toldSince(store: StoreUnderTest, count: number): string[] {
  return store.told.slice(count).map(({ event }) => event.type);
}
