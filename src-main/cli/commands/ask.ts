import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { ApprovalInfo } from '../../../src-shared/agent-protocol/replies.ts';
import { AppError } from '../../../src-shared/errors.ts';
import { APPROVAL_DEADLINE_S_DEFAULT } from '../../../src-shared/limits.ts';
import { EXIT, Failure, UsageError } from '../failure.ts';
import { withAgent, type AgentOptions } from '../home-options.ts';
import { messageId } from '../history.ts';
import { seconds } from '../options.ts';
import { createOutput, oneLine } from '../output.ts';
import { asMember, findRoom } from '../rooms.ts';
import { withClient } from '../session.ts';

interface AskOptions extends AgentOptions {
  command?: string;
  diff?: string;
  text?: string;
  reason?: string;
  session?: boolean;
  replyTo?: string;
  timeout: number;
}

/** Asks for the state again, in case its event does not arrive. */
const LOOK_AGAIN_MS = 5_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .argument('<title>', 'what you want to do, in one line')
    .option('--command <text>', 'the exact command that you want to run')
    .option('--diff <file>', 'a file with the exact diff; - is stdin')
    .option('--text <text>', 'the exact text that you want to send')
    .option('--reason <text>', 'why')
    .option('--session', 'offer to allow it for the whole session')
    .option('--reply-to <message>', 'id or number of the message for which you act')
    .option('--timeout <seconds>', 'how long to wait, 10 to 86400; no answer means no', seconds, APPROVAL_DEADLINE_S_DEFAULT)
    .addHelpText('after', HELP)
    .action(ask);
}

async function ask(roomName: string, title: string, options: AskOptions): Promise<void> {
  const killed = new AbortController();
  const kill = (): void => killed.abort();
  // A second signal ends it at once.
  SIGNALS.forEach((signal) => process.once(signal, kill));
  try {
    await askUntil(killed.signal, roomName, title, options);
  } finally {
    SIGNALS.forEach((signal) => process.removeListener(signal, kill));
  }
}

/** At the signal it takes its question back: nothing would be done with an answer. */
async function askUntil(killed: AbortSignal, roomName: string, title: string, options: AskOptions): Promise<void> {
  const detail = detailOf(options);
  const asked = await withClient(
    options,
    async (client) => {
      const { room_id } = await findRoom(client, roomName);
      const reply_to = options.replyTo === undefined ? undefined : await messageId(client, room_id, options.replyTo);
      const question = {
        ...{ room_id, title, detail, reply_to, reason: options.reason },
        ...{ may_allow_session: options.session === true, deadline_secs: options.timeout },
      };
      return asMember(client, room_id, () => client.request('approval_request', question, ApprovalInfo));
    },
    { isRepeatable: false },
  );
  const output = createOutput(options.json);
  output.notice(`Asked. Waiting for ${asked.waits_for.map(oneLine).join(', ')}.`);
  const ended = await endOf(options, asked, killed);
  const isAllowed = ended.state === 'allowed_once' || ended.state === 'allowed_session';
  // It may have been allowed at the moment of the signal.
  const isTooLate = isAllowed && killed.aborted;
  output.show(ended, isTooLate ? wordsOf(ended).replace(/\.$/, ', after a signal had ended this command.') : wordsOf(ended));
  process.exitCode = isAllowed && !isTooLate ? EXIT.done : EXIT.refused;
}

function detailOf({ command, diff, text }: AskOptions): { kind: string; text: string } | undefined {
  const given = [command, diff, text].filter((each) => each !== undefined);
  if (given.length > 1) throw new UsageError('Give one of --command, --diff and --text.');
  if (command !== undefined) return { kind: 'command', text: command };
  if (text !== undefined) return { kind: 'text', text };
  return diff === undefined ? undefined : { kind: 'diff', text: textOf(diff) };
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Failure(`${oneLine(file)} cannot be read.`, undefined, { cause: error });
  }
}

/** The server ends it at its deadline, so this ends too. */
function endOf(options: AskOptions, { approval_id }: ApprovalInfo, killed: AbortSignal): Promise<ApprovalInfo> {
  let wake = (): void => undefined;
  killed.addEventListener('abort', () => wake(), { once: true });
  const onPush = (type: string): void => (type === 'approval_resolved' ? wake() : undefined);
  const look = async (client: AgentClient): Promise<ApprovalInfo> => {
    for (;;) {
      const heard = new Promise<void>((resolve) => (wake = resolve));
      if (killed.aborted) await takeBack(client, approval_id);
      const now = await client.request('get_approval', { approval_id }, ApprovalInfo);
      if (now.state !== 'waiting') return now;
      await Promise.race([heard, client.ended, sleep(LOOK_AGAIN_MS, undefined, { ref: false })]);
    }
  };
  return withClient(options, look, { isRepeatable: true, onPush });
}

async function takeBack(client: AgentClient, approval_id: string): Promise<void> {
  try {
    await client.request('approval_cancel', { approval_id }, ApprovalInfo);
  } catch (error) {
    // It was answered meanwhile.
    if (!(error instanceof AppError && error.code === 'approval_resolved')) throw error;
  }
}

function wordsOf({ state, decided_by_name = '' }: ApprovalInfo): string {
  const name = oneLine(decided_by_name);
  switch (state) {
    case 'allowed_once':
      return `Allowed once by ${name}.`;
    case 'allowed_session':
      return `Allowed for this session by ${name}.`;
    case 'rejected':
      return `Rejected by ${name}.`;
    case 'expired':
      return 'Not answered in time.';
    default:
      return 'No longer asked.';
  }
}

const HELP = `
Ends with 0 when it was allowed and 3 when it was not: rejected, not answered in time, or taken back. Ctrl-C, SIGTERM
and a closed terminal take it back. Only the owner of your key can answer, in the app.

  lanai ask garden "Delete the build folder" --name Rune --command "rm -r build" && rm -r build`;
