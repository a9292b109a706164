import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type StoreOptions } from './store.ts';
import { storeOptions } from '../testing/store-options.ts';
import { startWriterThread } from './writer-thread.ts';
import type { TransactionArgs, Transactions } from '../testing/transactions.ts';

const FOUNDING: TransactionArgs<'foundHome'> = {
  home: { id: 'home', name: 'Lanai' },
  owner: { id: 'owner', name: 'Owner', role: 'owner', scope: 'home', room_ids: [] },
  agents: [],
};

const UNHEARD = { file: '', cursor: 0, onRows: () => undefined, onChanges: () => undefined };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lanai-writer-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function writerOf(source: string) {
  const program = path.join(folder, 'writer.mjs');
  writeFileSync(program, source);
  const deaths: string[] = [];
  const onDeath = (error: Error): void => void deaths.push(error.message);
  return { writer: startWriterThread<Transactions>({ ...UNHEARD, program, onDeath }), deaths };
}

describe("The writer's death", () => {
  it.each([
    [
      'by an exception',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('Broken'); });",
    ],
    ['by its end', "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));"],
  ])('%s is reported once, and fails what was asked and what is asked later', async (_how, source) => {
    const { writer, deaths } = writerOf(source);
    const asked = [writer.run('foundHome', FOUNDING), writer.run('foundHome', FOUNDING)];
    for (const each of asked) await expect(each).rejects.toMatchObject({ code: 'internal_error' });
    await expect(writer.run('foundHome', FOUNDING)).rejects.toMatchObject({ code: 'shutting_down' });
    await writer.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(deaths).toHaveLength(1);
  });
});

describe('What gathered while the disk was busy', () => {
  it('goes in batches whose texts are announced in one turn of the loop', async () => {
    const program = path.join(folder, 'writer.mjs');
    const answer = `acts === 'close' ? port.close() : port.postMessage({ outcomes: acts.map(() => ({ ok: true, result: null, changes: [] })), rows: [], cursor: 0 })`;
    writeFileSync(program, `import { parentPort as port } from 'node:worker_threads'; port.on('message', (acts) => ${answer});`);
    const batches: number[] = [];
    const onBatch = ({ acts }: { acts: number }): void => void batches.push(acts);
    const writer = startWriterThread<Transactions>({ ...UNHEARD, program, onDeath: () => undefined, onBatch });
    const edit = (chars: number): Promise<unknown> =>
      writer.run('editMessage', { room_id: 'r', message_id: 'm', content: 'x'.repeat(chars), mentions: [] });
    await Promise.all([edit(1), edit(2_000_000), ...Array.from({ length: 10 }, () => edit(262_144)), edit(1), edit(1)]);
    expect(batches).toEqual([1, 1, 4, 4, 4]);
    await writer.close();
  });
});

describe('A read in order', () => {
  const sessionOf = (id: string): TransactionArgs<'createSession'> => ({
    ...{
      id,
      token_hash: id,
      page_secret: 'p',
      participant_id: 'owner',
      browser: null,
      platform: null,
      entrance: null,
      room_id: null,
      account: null,
      lifetime_ms: 10_000,
    },
  });

  it('comes after all that was published before it and before all else, also when much is written', async () => {
    const told: string[] = [];
    const onRows: StoreOptions['onRows'] = (rows) => told.push(...rows.map(({ row }) => ('id' in row ? row.id : '')));
    const onChanges: StoreOptions['onChanges'] = (changes) => told.push(...changes.map(({ event }) => event.type));
    const store = await openStore<Transactions>({ ...storeOptions(folder), onRows, onChanges });
    await store.run('foundHome', FOUNDING);
    for (let round = 0; round < 20; round += 1) {
      const writes = [
        store.run('createSession', sessionOf(`session ${round}`)),
        store.run('nameHome', { name: `${round}`, is_set_up: true }),
      ];
      const asked = store.archiveInOrder
        .storedHome('owner')
        .then(({ cursor, value }) => ({ cursor, name: value.home?.name, count: told.length }));
      const [answer] = await Promise.all([asked, ...writes]);
      const isOfThisRound = answer.name === `${round}`;
      expect(told.slice(0, answer.count).includes(`session ${round}`)).toBe(isOfThisRound);
      expect(answer.cursor <= store.cursor()).toBe(true);
    }
    await store.close();
    await expect(store.archiveInOrder.task('any')).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('fails when the thread dies', async () => {
    const { writer } = writerOf("import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));");
    await expect(writer.read({ name: 'task', args: ['any'] })).rejects.toMatchObject({ code: 'internal_error' });
  });
});

describe('A store', () => {
  it('cannot be in a folder that is a file', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    await expect(openStore(storeOptions(file))).rejects.toMatchObject({ code: 'data_dir_unwritable' });
  });

  it('has on disk what was asked of it when it is closed', async () => {
    const store = await openStore<Transactions>(storeOptions(folder));
    const founded = store.run('foundHome', FOUNDING);
    await store.close();
    await founded;
    await expect(store.run('foundHome', FOUNDING)).rejects.toMatchObject({ code: 'shutting_down' });
    const again = await openStore<Transactions>(storeOptions(folder));
    expect(again.load((reads) => reads.home()?.name)).toBe('Lanai');
    await again.close();
  });
});
