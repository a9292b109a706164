// A request is decided by its rights as they are when it is answered, not as they were when it was asked.
import { NO_ORIGIN } from '../audit/draft.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOME_KEY_ID, LOBBY_ID, newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import { testOptions } from '../../testing/home.ts';
import type { KeyRow } from '../../store/tables/keys.ts';
import { grantOfKey, type Actor } from '../actor.ts';
import { coordinationCommands } from '../coordination/commands.ts';
import type { TurnTaking } from '../coordination/turn-taking.ts';
import { Core } from '../core.ts';
import { fileCommands, fileOf } from '../files/commands.ts';
import { messageCommands } from '../messages/commands.ts';
import { roomCommands } from '../rooms/commands.ts';
import { voteCommands } from '../votes/commands.ts';

let dataDir: string;
let core: Core;
let keyRow: KeyRow;
const ids = { message: newId(), vote: newId(), file: newId(), key: newId() };
const agentId = 'agent';

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-wait-'));
  core = await Core.open(testOptions(dataDir, []));
  const owner_id = core.directory.owner?.id ?? '';
  const secret = { secret_hash: 'hash', stored_key: 'a', server_key: 'b', hint: 'c' };
  await core.write('createKey', { id: ids.key, label: 'Key', owner_id, room_ids: null, rights: ['read', 'post'], ...secret });
  await core.write('registerAgent', { id: agentId, key_id: ids.key, name: 'Agent', type: 'connected', owner_id, capabilities: [] });
  await core.write('addMember', { room_id: LOBBY_ID, participant_id: agentId, by_id: null });
  const said = { kind: 'chat', content: 'hello', reply_to: null, metadata: null, mentions: [], client_id: null, key_id: null } as const;
  const about = { sha256: 'a'.repeat(64), name: 'a.txt', type: 'text/plain', size: 1, width: null, height: null, key_id: null };
  await core.write('addFile', { ...about, id: ids.file, uploaded_by: PORTER_ID, room_id: LOBBY_ID });
  await core.write('postMessage', {
    ...{ id: ids.message, room_id: LOBBY_ID, author_id: PORTER_ID, ...said, mentions: [], file_ids: [ids.file] },
  });
  const vote = { title: 'Tea?', description: null, options: ['yes', 'no'], created_by: PORTER_ID, key_id: null, duration_ms: null };
  await core.write('createVote', { ...vote, id: ids.vote, room_id: LOBBY_ID, eligible_ids: [agentId] });
  keyRow = core.directory.keys.current.get(ids.key) ?? expect.fail('There is no key.');
});
afterAll(async () => {
  await core.close();
  rmSync(dataDir, { recursive: true });
});
beforeEach(() => change({}));

/** The writer's answer that a key was changed, before the reader's. */
function change(row: Partial<KeyRow>): void {
  core.directory.applyRows([{ table: 'keys', isGone: false, row: { ...keyRow, ...row } }]);
}

function actor(): Actor {
  const key = core.directory.keys.find(ids.key) ?? expect.fail('There is no key.');
  return { participant_id: agentId, grant: grantOfKey({ key, good_until: null }) };
}

const context = () => ({ actor: actor(), seat: null, origin: NO_ORIGIN });
const noFloor = {} as TurnTaking;
const room_id = LOBBY_ID;

const READS: Record<string, () => unknown> = {
  get_history: () => messageCommands(core, { edited: () => undefined }).get_history(context(), { room_id, view: 'all', limit: 10 }),
  list_edits: () =>
    messageCommands(core, { edited: () => undefined }).list_edits(context(), { room_id, message_id: ids.message, limit: 10 }),
  list_files: () => fileCommands(core).list_files(context(), { room_id, limit: 10 }),
  'a file': () => fileOf(core, actor(), ids.file),
  list_votes: () => voteCommands(core).list_votes(context(), { room_id, limit: 10 }),
  get_vote_status: () => voteCommands(core).get_vote_status(context(), { vote_id: ids.vote }),
  list_tasks: () => coordinationCommands(core, noFloor).list_tasks(context(), { room_id, limit: 10 }),
  list_rooms: () => roomCommands(core, noFloor).list_rooms(context(), {}),
};

describe.each(Object.entries(READS))('%s', (name, read) => {
  const outcome = async (asked: unknown): Promise<unknown> => {
    try {
      return await asked;
    } catch (error) {
      return error instanceof Error && 'code' in error ? error.code : error;
    }
  };

  it('is answered while nothing changes', async () => {
    expect(await outcome(read())).toEqual(expect.any(Object));
  });

  it('is refused when its key was ended meanwhile, and afterwards', async () => {
    const asked = read();
    change({ revoked_at: 1 });
    expect(await outcome(asked)).toBe('unauthorized');
  });

  it('is refused when its key may not read any more', async () => {
    const asked = read();
    change({ rights: '["post"]' });
    expect(await outcome(asked)).toBe('access_denied');
  });

  it('has nothing of a room that its key is not for any more', async () => {
    const asked = read();
    change({ room_ids: '["another"]' });
    const answer = await outcome(asked);
    if (name === 'list_rooms') expect(answer).toEqual({ rooms: [] });
    else expect(answer).toMatch(/^(?:room|vote|file)_not_found$/);
  });
});

it("The home's own key is one like the others", () => {
  expect(core.directory.keys.find(HOME_KEY_ID)).toBeNull();
  expect(() => core.readerNow({ participant_id: agentId, grant: { ...actor().grant, key_id: HOME_KEY_ID } })).toThrow();
});

it('A session that was ended or has expired gives no access', async () => {
  const owner_id = core.directory.owner?.id ?? '';
  const session = {
    id: newId(),
    token_hash: newId(),
    page_secret: 'p',
    browser: null,
    platform: null,
    entrance: null,
    room_id: null,
    account: null,
    lifetime_ms: 60_000,
  };
  await core.write('createSession', { ...session, participant_id: owner_id });
  const grant = { ...actor().grant, key_id: null, session_id: session.id, expires_at: Date.now() + 60_000 };
  const page = { participant_id: owner_id, grant };
  expect(core.readerNow(page)).toEqual(page);
  expect(() => core.readerNow({ ...page, grant: { ...grant, expires_at: 1 } })).toThrow();
  await core.write('endSession', { id: session.id });
  expect(() => core.readerNow(page)).toThrow();
});
