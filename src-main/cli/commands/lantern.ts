import type { Command } from 'commander';
import { calibrationOf, type Calibration } from '../../../src-shared/lantern/calibration.ts';
import { checkLantern } from '../../../src-shared/lantern/envelope.ts';
import { sharedState, type StateChange, type Thread } from '../../../src-shared/lantern/threads.ts';
import { EXIT } from '../failure.ts';
import { withAgent } from '../home-options.ts';
import { readRoom, type LanternOptions } from '../lantern/room-history.ts';
import { defineVerbs } from '../lantern/verbs.ts';
import { wholeNumber } from '../options.ts';
import { createOutput, oneLine, type Output, type Table } from '../output.ts';
import { readStdin } from '../stdin.ts';

export function define(command: Command): void {
  defineVerbs(command);
  command
    .command('validate')
    .description('whether this is well formed LANTERN')
    .argument('[json]', '"-" or nothing reads it from stdin')
    .option('--json', 'answer in JSON')
    .action(async (text: string | undefined, { json }: { json?: boolean }) => {
      process.exitCode = validate(text === undefined || text === '-' ? await readStdin() : text, createOutput(json));
    });
  reading(command, 'threads', 'what was argued about in a room, and how it stands').action(
    async (room: string, options: LanternOptions) => {
      const { threads, malformed } = await readRoom(room, options);
      const output = createOutput(options.json);
      output.list(threads, THREADS);
      for (const { seq, problems } of malformed) output.notice(`Message ${seq} is malformed: ${problems.join('; ')}.`);
    },
  );
  reading(command, 'state', 'what was agreed on in a room, in the order of agreement')
    .option('--thread <seq>', 'in this thread only', wholeNumber)
    .action(async (room: string, { thread, ...options }: LanternOptions & { thread?: number }) => {
      const { threads } = await readRoom(room, options);
      const changes = sharedState(threads).filter((change) => thread === undefined || change.thread === thread);
      createOutput(options.json).list(changes, STATE);
    });
  reading(command, 'calibration', 'how far each one can be believed').action(async (room: string, options: LanternOptions) => {
    const { threads } = await readRoom(room, options);
    createOutput(options.json).list(calibrationOf(threads), CALIBRATION);
  });
}

function reading(command: Command, name: string, about: string): Command {
  return withAgent(command.command(name).description(about))
    .argument('<room>', 'name or id of the room')
    .option('--room-key <secret>', 'opens sealed messages (LANAI_ROOM_KEY)');
}

function validate(text: string, output: Output): number {
  const { ok, problems } = check(text);
  output.show({ valid: ok, problems }, ok ? 'valid' : `invalid: ${oneLine(problems.join('; '))}`);
  return ok ? EXIT.done : EXIT.failed;
}

function check(text: string): { ok: boolean; problems: string[] } {
  try {
    const checked = checkLantern(JSON.parse(text));
    return { ok: checked.ok, problems: checked.ok ? [] : checked.problems };
  } catch {
    return { ok: false, problems: ['It is not JSON.'] };
  }
}

const THREADS: Table<Thread> = {
  head: ['THREAD', 'STATUS', 'BASIS', 'MESSAGES', 'WHAT', ''],
  row: ({ id, status, basis, spark, entries, headline, nudge, disputed }) => [
    String(id),
    spark ?? status,
    basis ?? '',
    String(entries.length),
    headline,
    disputed.length > 0 ? `disputed: ${disputed.join(', ')}` : nudge ? 'time to sync' : '',
  ],
  none: 'There is no LANTERN thread in that room.',
};

const STATE: Table<StateChange> = {
  head: ['SEQ', 'THREAD', 'BY', 'CHANGE'],
  row: ({ seq, thread, author_name, delta }) => [String(seq), String(thread), author_name, JSON.stringify(delta)],
  none: 'Nothing is agreed on yet.',
};

const CALIBRATION: Table<Calibration> = {
  head: ['WHO', 'STATEMENTS', 'HELD', 'MEAN LOSS'],
  row: ({ author_name, statements, held, mean_loss }) => [author_name, String(statements), String(held), mean_loss.toFixed(3)],
  none: 'No statement with a confidence has been decided yet.',
};
