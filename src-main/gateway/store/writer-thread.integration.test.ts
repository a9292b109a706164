import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActArgs } from './acts.ts';
import { openStore } from './store.ts';
import { startWriterThread } from './writer-thread.ts';

const FOUNDING: ActArgs<'foundHome'> = {
  home: { id: 'home', name: 'Lanai' },
  owner: { id: 'owner', name: 'Owner', role: 'owner', scope: 'home', room_ids: [] },
  agents: [],
};

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
  return { writer: startWriterThread({ program, file: '', onChanges: () => undefined, onDeath }), deaths };
}

describe("The writer's death", () => {
  it.each([
    [
      'by an exception',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('Broken'); });",
    ],
    ['by its end', "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));"],
  ])('%s is told once, and fails what was asked and what is asked later', async (_how, source) => {
    const { writer, deaths } = writerOf(source);
    const asked = [writer.run('foundHome', FOUNDING), writer.run('foundHome', FOUNDING)];
    for (const each of asked) await expect(each).rejects.toMatchObject({ code: 'internal_error' });
    await expect(writer.run('foundHome', FOUNDING)).rejects.toMatchObject({ code: 'shutting_down' });
    await writer.close();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(deaths).toHaveLength(1);
  });
});

describe('A store', () => {
  it('cannot be in a folder that is a file', async () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const options = { dataDir: file, program: '', onChanges: () => undefined, onDeath: () => undefined };
    await expect(openStore(options)).rejects.toMatchObject({ code: 'data_dir_unwritable' });
  });

  it('has on disk what was asked of it when it is closed', async () => {
    const program = new URL('writer.ts', import.meta.url);
    const options = { dataDir: folder, program, onChanges: () => undefined, onDeath: () => undefined };
    const store = await openStore(options);
    const founded = store.write('foundHome', FOUNDING);
    await store.close();
    await founded;
    await expect(store.write('foundHome', FOUNDING)).rejects.toMatchObject({ code: 'shutting_down' });
    const again = await openStore(options);
    expect(again.reads.home()?.name).toBe('Lanai');
    await again.close();
  });
});
