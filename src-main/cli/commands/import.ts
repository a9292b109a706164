// Brings the history of another program into the home: a plan first, then rooms, people, messages and files.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Option, type Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import { Import, IMPORTS_PATH, ImportSource, type ImportPlan, type LeftOut } from '../../../src-shared/imports.ts';
import { Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { each } from '../options.ts';
import { createOutput, oneLine, type Output } from '../output.ts';
import { withClient } from '../session.ts';
import { personCalled } from './people.ts';
import { uploadFile } from '../upload.ts';

const POLL_MS = 250;

interface ImportOptions extends AgentOptions {
  as?: ImportSource;
  dryRun?: boolean;
  roomPrefix?: string;
  person?: string[];
}

export function define(command: Command): void {
  withAgent(command)
    .argument('<file>', 'the export of the other program')
    .addOption(new Option('--as <program>', 'the program that made it; left out: found out').choices(ImportSource.options))
    .option('--dry-run', 'only say what would come along, and what would not')
    .option('--room-prefix <text>', 'put this before the name of each new room')
    .option('--person <there=here>', 'a person there (id or name) is this participant here; several times', each)
    .addHelpText(
      'after',
      `
People come as participants who cannot sign in, until they are invited. Importing a file again adds only what is new.
After Ctrl+C, or when the server ended meanwhile, run the same command again.`,
    )
    .action(run);
}

async function run(file: string, options: ImportOptions): Promise<void> {
  if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`There is no file ${file}.`);
  const output = createOutput(options.json);
  const asked = new URLSearchParams({ name: path.basename(file), ...(options.as && { as: options.as }) });
  const { id } = await uploadFile(options, `${IMPORTS_PATH}?${asked.toString()}`, file, Import);
  await withClient(options, (client) => follow(client, id, options, output));
}

/** Ctrl+C cancels the import. */
async function follow(client: AgentClient, import_id: string, options: ImportOptions, output: Output): Promise<void> {
  const drop = () => client.request('delete_import', { import_id }, COMMANDS.delete_import.reply);
  let isCancelled = false;
  const cancel = (): void => {
    isCancelled = true;
    client.request('cancel_import', { import_id }, COMMANDS.cancel_import.reply).catch(() => undefined);
  };
  process.once('SIGINT', cancel);
  try {
    const read = await settled(client, import_id, 'Reading', output);
    const { plan } = read;
    if (isCancelled || plan === null) throw new Failure(read.problem ?? 'Cancelled. Nothing was written.');
    if (options.dryRun) return output.show(plan, planText(plan));
    if (!options.json) output.notice(planText(plan));
    const people = await mapped(client, plan, options.person ?? []);
    const how = { import_id, room_prefix: options.roomPrefix ?? null, people };
    await client.request('start_import', how, COMMANDS.start_import.reply);
    const { result, problem, state } = await settled(client, import_id, 'Importing', output);
    if (state !== 'done' || result === null) throw new Failure(problem ?? 'Cancelled. What was written until then stays.');
    output.show(result, resultText(result));
  } finally {
    process.removeListener('SIGINT', cancel);
    await drop().catch(() => undefined);
  }
}

async function settled(client: AgentClient, import_id: string, verb: string, output: Output): Promise<Import> {
  let shown = -1;
  for (;;) {
    const now = await client.request('get_import', { import_id }, COMMANDS.get_import.reply);
    if (now.state !== 'reading' && now.state !== 'running') return now;
    const tenth = now.total === 0 ? 0 : Math.floor((now.done / now.total) * 10);
    if (tenth > shown && now.done > 0) output.notice(`${verb}: ${tenth * 10} %`);
    shown = Math.max(shown, tenth);
    await sleep(POLL_MS);
  }
}

/** `U01=Ada` or `Mira Sand=Ada`. */
async function mapped(client: AgentClient, plan: ImportPlan, pairs: readonly string[]): Promise<Record<string, string>> {
  if (pairs.length === 0) return {};
  const known = await client.request('list_people', {}, COMMANDS.list_people.reply);
  const people: Record<string, string> = {};
  for (const pair of pairs) {
    const at = pair.lastIndexOf('=');
    const there = pair.slice(0, at);
    const person = plan.people.find(({ id }) => id === there) ?? plan.people.find(({ name }) => name === there);
    if (at <= 0 || !person) throw new UsageError(`--person: there is no person ${there} in that archive. Write THERE=HERE.`);
    people[person.id] = personCalled(known.people, pair.slice(at + 1)).id;
  }
  return people;
}

function planText(plan: ImportPlan): string {
  const { messages, replies, reactions, files, room_count, person_count, left_out, rooms } = plan;
  const lines = [
    `${messages} messages (${replies} replies, ${reactions} reactions, ${files} files) in ${room_count} rooms, by ${person_count} people.`,
    ...rooms.map((room) => `  ${oneLine(room.name)}${room.is_private ? ' (private)' : ''}: ${room.messages}`),
  ];
  const left = LEFT_OUT_WORDS.flatMap(([why, words]) => (left_out[why] === undefined ? [] : [`  ${left_out[why]} ${words}`]));
  return [...lines, ...(left.length === 0 ? [] : ['Not as it was:', ...left])].join('\n');
}

const LEFT_OUT_WORDS: readonly [LeftOut, string][] = [
  ['damaged_message', 'messages that cannot be read'],
  ['message_without_text', 'messages without text or file'],
  ['message_in_no_room', 'messages in no room'],
  ['message_shortened', 'messages that are too long, and are shortened'],
  ['message_too_old', 'messages that are older than this home keeps'],
  ['notice', 'notices, such as that a person joined'],
  ['bad_time', 'messages without a possible time'],
  ['reaction', 'reactions with emoji of their own, or of unknown people'],
  ['file_not_in_archive', 'files that are not in the archive'],
  ['file_too_large', 'files that are too large for this home'],
  ['file_damaged', 'files that are damaged'],
];

function resultText({ rooms, people, messages, files, known }: NonNullable<Import['result']>): string {
  const before = known === 0 ? '' : ` ${known} messages were there already.`;
  return `Imported ${messages} messages and ${files} files: ${rooms} new rooms, ${people} new people.${before}`;
}
