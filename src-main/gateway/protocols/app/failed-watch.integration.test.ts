// A `watch` fails on a connection that already watches. The earlier session continues and loses no event.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import { FailureCounter } from '../../domain/audit/failures.ts';
import { Core, type Commands } from '../../domain/core.ts';
import { Conversation } from '../../realtime/conversation.ts';
import type { Frame } from '../../realtime/frame.ts';
import { Hub } from '../../realtime/hub.ts';
import { createTestClock } from '../../testing/clock.ts';
import { WATCH } from '../../testing/watch-payload.ts';
import { createAppProtocol } from './protocol.ts';

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-watch-'));
const logged: string[] = [];
let core: Core;
let hub: Hub;

beforeEach(async () => {
  const { after } = createTestClock();
  core = await Core.open({
    dataDir,
    writerProgram: path.join(inject('gatewayThreads'), 'writer.cjs'),
    readerProgram: path.join(inject('gatewayThreads'), 'reader.cjs'),
    now: Date.now,
    after,
    log: () => undefined,
    onDeath: (error) => expect.fail(error.message),
  });
  hub = new Hub({ core, after });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await hub.close();
  await core.close();
  rmSync(dataDir, { recursive: true });
});

function watchingOwner() {
  const sent: Frame[] = [];
  const live = { sharing: () => ({ available: [], origins: [], network: null, entrances: [] }), floors: () => [] };
  const app = hub.speak(createAppProtocol({ core, hub, live, build: null }));
  const owner = [...core.directory.participants()].find(({ kind }) => kind === 'person');
  const peer = {
    at: '',
    address: undefined,
    bufferedBytes: 0,
    send: (frame: Frame) => void sent.push(frame),
    end: () => undefined,
    cut: () => undefined,
    pause: () => undefined,
    resume: () => undefined,
  };
  const commands = {} as Commands;
  const { after } = createTestClock();
  const log = (message: string): void => void logged.push(message);
  const deps = { core, commands, hub, after, failures: new FailureCounter({ core, after, log }), log };
  const session = app.session({ participant_id: owner?.id ?? '', grant: EVERY_RIGHT });
  const conversation = new Conversation(deps, peer, { session });
  const watch = (): void => conversation.onText(JSON.stringify({ type: 'watch', payload: WATCH }));
  return { sent, watch };
}

it('delivers each change once, in order, and says that it failed', async () => {
  const { sent, watch } = watchingOwner();
  const types = (): string[] => sent.map(({ type }) => type).filter((type) => type !== 'ping');
  watch();
  await expect.poll(types).toEqual(['ok']);
  const reading = Promise.withResolvers<never>();
  const begun = Promise.withResolvers<void>();
  const storedHome = (): Promise<never> => {
    begun.resolve();
    return reading.promise;
  };
  vi.spyOn(core, 'archive', 'get').mockReturnValue({ ...core.archive, storedHome });
  watch();
  // Before the read, changes are still delivered at once.
  await begun.promise;
  await core.write('nameHome', { name: 'While it is read', is_set_up: true });
  expect(types()).toEqual(['ok']);
  reading.reject(new Error('The disk is gone.'));
  await expect.poll(types).toContain('error');
  await core.write('nameHome', { name: 'After it failed', is_set_up: true });
  expect(types()).toEqual(['ok', 'event', 'error', 'event']);
  const cursors = sent.map(({ cursor }) => cursor).filter((cursor) => cursor !== null);
  expect(cursors).toEqual([...new Set(cursors)].sort((a, b) => a - b));
  expect(logged).toEqual(['watch failed']);
});
