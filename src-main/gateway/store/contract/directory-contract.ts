// The directory in memory is the same as one that is loaded again, after every operation of the table.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Directory } from '../../domain/directory.ts';
import { TRANSACTIONS, type TransactionName } from '../../domain/transactions.ts';
import type { Change } from '../interfaces/change.ts';
import type { RowChange, StoredDirectory } from '../interfaces/stored-directory.ts';
import { isSetting, SETTINGS } from '../settings.ts';
import { SCENES } from './scenes.ts';
import type { StoreUnderTest } from './store-under-test.ts';

export interface FollowedStore extends StoreUnderTest {
  /** Called with each batch of rows and with each change, in their order. */
  follow(onRows: (rows: RowChange[]) => void, onChange: (change: Change) => void): void;
  /** Reads what the directory holds. */
  load<T>(read: (stored: StoredDirectory) => T): T;
}

export function describeDirectory(open: () => Promise<FollowedStore>): void {
  describe('the directory', () => {
    let store: FollowedStore;
    let directory: Directory;
    /** Every id and hash that was ever in a row. Deleted ones are looked up too. */
    const known = new Set<string>();
    beforeAll(async () => {
      store = await open();
      directory = anew();
      store.follow(
        (rows) => {
          rows.forEach(remember);
          directory.applyRows(rows);
        },
        ({ event, only_id }) => {
          directory.apply(event);
          if (event.type === 'room.removed' && only_id === null) directory.forget(event.room_id);
        },
      );
    });
    afterAll(() => store.close());

    function remember({ row }: RowChange): void {
      for (const value of Object.values(row)) if (typeof value === 'string') known.add(value);
    }

    function anew(): Directory {
      return store.load((stored) => {
        for (const row of stored.followedRows()) remember(row);
        for (const { id } of [...stored.participants(), ...stored.rooms()]) known.add(id);
        return Directory.load(stored) ?? expect.fail('There is no home.');
      });
    }

    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table
    it.each(Object.keys(TRANSACTIONS) as TransactionName[])('is the same as a new one after %s', async (name) => {
      const done: string[] = [];
      await SCENES[name]({
        ...store,
        async run(each, args) {
          const result = await store.run(each, args);
          done.push(each);
          expectSame(lookups(directory, known), lookups(anew(), known), each);
          return result;
        },
      });
      expect(done).toContain(name);
    });
  });
}

/** The texts are compared first, because that is faster. Equal objects may have their fields in another order. */
function expectSame(one: object, other: object, after: string): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) expect(one, `after ${after}`).toEqual(other);
}

/** Every answer of a directory that has one for these ids and hashes. */
function lookups(directory: Directory, known: Iterable<string>): object {
  const { settings, sessions, invites, keys, accounts, subscriptions, pushSubscriptions, providers } = directory;
  const byId = <T extends { id: string }>(all: Iterable<T>): T[] => [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const of = (id: string): object => ({
    id,
    participant: directory.participant(id),
    members: [...(directory.room(id)?.members ?? [])].sort(),
    rooms: [...directory.roomIdsOf(id)].sort(),
    reads: directory.readsIn(id),
    session: [sessions.find({ id }), sessions.find({ token_hash: id }), byId(sessions.of(id)), byId(sessions.ofAccount(id))],
    invite: invites.byCode(id),
    key: [keys.find(id), keys.bySecret(id), keys.oldSecret(id), keys.verifier(id), byId(keys.of(id))],
    agents: [accounts.keyIdOfAgent(id), accounts.agentIdsOfKey(id).sort(), accounts.agentCountOfKey(id)],
    stored: [accounts.storedBy(id), accounts.storedWithKey(id), accounts.unsentFileCount(id)],
    alive: [directory.roomsAlive({ key_id: id }), directory.roomsAlive({ participant_id: id })],
    subscription: subscriptions.find(id),
    provider: providers.find(id),
    incoming: directory.incomingWebhooks.find(id),
    start: directory.agentStarts.find(id),
    push: [
      pushSubscriptions.find(id),
      pushSubscriptions.has(id),
      pushSubscriptions
        .of(id)
        .map(({ session_id }) => session_id)
        .sort(),
    ],
  });
  return {
    home: directory.home,
    settings: Object.keys(SETTINGS)
      .filter(isSetting)
      .map((name) => [name, settings.get(name)]),
    participants: byId(directory.participants()),
    rooms: byId([...directory.rooms()].map(({ room }) => room)),
    openVotes: byId(directory.openVotes()),
    invites: byId(invites.all()),
    subscriptions: byId(subscriptions.all()),
    providers: byId(providers.all()),
    messageCount: directory.messageCount,
    of: [...known].sort().map(of),
  };
}
