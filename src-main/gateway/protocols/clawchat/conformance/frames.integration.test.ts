// Every frame of the protocol on every transport: as it should be, as it should not be, and as no one honest sends it.
// A frame that comes to the protocol gets its rows here.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, isCommandName, type CommandName } from '../../../../../src-shared/commands/index.ts';
import { isErrorCode } from '../../../../../src-shared/errors.ts';
import { createTestClock } from '../../../testing/clock.ts';
import { ask, type Case, type Cast, type FrameCases } from '../../../testing/conformance/case.ts';
import { AGENT_FACTS_CASES } from '../../../testing/conformance/agent-facts-cases.ts';
import { EXPORT_CASES } from '../../../testing/conformance/export-cases.ts';
import { APPROVAL_CASES } from '../../../testing/conformance/approval-cases.ts';
import { CONNECTION_CASES } from '../../../testing/conformance/connection-cases.ts';
import { FILE_CASES } from '../../../testing/conformance/file-cases.ts';
import { FORWARD_CASES } from '../../../testing/conformance/forward-cases.ts';
import { FLOOR_CASES } from '../../../testing/conformance/floor-cases.ts';
import { STREAM_CASES } from '../../../testing/conformance/stream-cases.ts';
import { MEMBERSHIP_CASES } from '../../../testing/conformance/membership-cases.ts';
import { MESSAGE_CASES } from '../../../testing/conformance/message-cases.ts';
import { PIN_CASES } from '../../../testing/conformance/pin-cases.ts';
import { PERSON_NOTE_CASES } from '../../../testing/conformance/person-note-cases.ts';
import { ROOM_PAGE_CASES } from '../../../testing/conformance/room-page-cases.ts';
import { PREVIEW_CASES } from '../../../testing/conformance/preview-cases.ts';
import { READING_CASES } from '../../../testing/conformance/reading-cases.ts';
import { SAVED_CASES } from '../../../testing/conformance/saved-cases.ts';
import { THREAD_CASES } from '../../../testing/conformance/thread-cases.ts';
import { ROOM_CASES } from '../../../testing/conformance/room-cases.ts';
import { SCHEDULED_CASES } from '../../../testing/conformance/scheduled-cases.ts';
import { SEALED_CASES } from '../../../testing/conformance/sealed-cases.ts';
import { VOTE_CASES } from '../../../testing/conformance/vote-cases.ts';
import { WEBHOOK_CASES } from '../../../testing/conformance/webhook-cases.ts';
import { startOpenHome, TRANSPORTS } from '../../../testing/transports.ts';
import { startedForAll } from '../../../testing/shared-home.ts';

const TABLES: readonly Record<string, FrameCases>[] = [
  CONNECTION_CASES,
  ROOM_CASES,
  MESSAGE_CASES,
  VOTE_CASES,
  FLOOR_CASES,
  MEMBERSHIP_CASES,
  READING_CASES,
  THREAD_CASES,
  SAVED_CASES,
  SCHEDULED_CASES,
  STREAM_CASES,
  APPROVAL_CASES,
  PIN_CASES,
  ROOM_PAGE_CASES,
  PERSON_NOTE_CASES,
  PREVIEW_CASES,
  FORWARD_CASES,
  FILE_CASES,
  WEBHOOK_CASES,
  SEALED_CASES,
  AGENT_FACTS_CASES,
  EXPORT_CASES,
];
const FRAMES = TABLES.flatMap((table) => Object.entries(table));

/** The frames that an agent may send at all; the rest is for those who run the home, and refused in the last test. */
const COMMAND_NAMES = Object.keys(COMMANDS).filter(isCommandName);
const isForAgents = (name: CommandName): boolean => COMMANDS[name].right !== 'admin';

const clock = createTestClock();
const home = startedForAll(() => startOpenHome(clock));

describe('The table', () => {
  it.each(['ping', 'challenge', 'register', ...COMMAND_NAMES.filter(isForAgents)])('has right, wrong and hostile rows of %s', (name) => {
    const kinds = FRAMES.filter(([frame]) => frame === name).map(([, each]) => each);
    for (const kind of ['right', 'wrong', 'hostile'] as const) expect(kinds.flatMap((each) => each[kind]).length).toBeGreaterThan(0);
  });

  it('has no rows of a frame that there is not', () => {
    const known = new Set<string>(['ping', 'challenge', 'register', ...COMMAND_NAMES]);
    expect(FRAMES.map(([frame]) => frame).filter((frame) => !known.has(frame))).toEqual([]);
  });
});

describe.each(TRANSPORTS)('Over %s,', (transport) => {
  let cast: Cast;
  beforeAll(async () => {
    const [ada, rune, quill] = [
      await home.enter(transport, 'Ada'),
      await home.enter(transport, 'Rune'),
      await home.enter(transport, 'Quill'),
    ];
    const { room_id } = await ask(ada, 'create_room', { name: 'Common', ephemeral: false, public: true });
    cast = { home, clock, ada, rune, quill, room_id: String(room_id) };
    for (const each of [ada, rune]) await ask(each, 'join_room', { room_id });
  });
  afterAll(async () => {
    // Its name is free for the next transport.
    await home.owner.patch(`/api/rooms/${cast.room_id}`, { name: `Common of ${transport}` });
    for (const each of [cast.ada, cast.rune, cast.quill]) each.close();
  });

  const ROWS = FRAMES.flatMap(([frame, kinds]) =>
    Object.entries<Case[]>({ ...kinds }).flatMap(([kind, cases]) =>
      cases.map((row) => ({ frame, kind, row, title: `${frame}, ${kind}: it ${row.that}` })),
    ),
  );

  it.each(ROWS)('$title', async ({ frame, row }) => {
    const sender = cast[row.by ?? 'ada'];
    const payload = await row.send(cast);
    const reply = await sender.request(frame, payload);
    if (typeof row.answer === 'string') {
      expect([reply.type, Object(reply.payload).code]).toEqual(['error', row.answer]);
      expect(reply.payload).toEqual({ code: expect.toSatisfy(isErrorCode), message: expect.stringMatching(/\S/) });
    } else {
      const [type, expected] = row.answer(cast);
      expect(reply).toEqual({ id: expect.any(String), reply_to: expect.any(String), type, payload: expected });
    }
    expect(JSON.stringify(reply)).not.toContain(home.key);
    expect((await sender.request('ping')).type).toBe('pong');
  });

  it.each(COMMAND_NAMES.filter((name) => !isForAgents(name)))('%s is refused whatever it says', async (name) => {
    for (const payload of [{}, { participant_id: cast.ada.id, name: 'x', label: 'x' }, { key_id: null }, 'x'.repeat(10_000)]) {
      const reply = await cast.ada.request(name, payload);
      expect([reply.type, Object(reply.payload).code]).toEqual(['error', 'access_denied']);
    }
  });
});
