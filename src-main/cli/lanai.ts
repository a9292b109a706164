// The `lanai` command. Loads only the file of the requested subcommand.
import { Command, CommanderError, Help, type Option } from 'commander';
import { EXIT, UsageError } from './failure.ts';
import { ReaderGone, writeAll } from './write-all.ts';
import { reasonOf } from '../../src-shared/reason.ts';
import { VERSION } from '../../src-shared/version.ts';

interface Subcommand {
  about: string;
  load(): Promise<{ define(command: Command): void }>;
}

const SUBCOMMANDS: Record<string, Subcommand> = {
  serve: { about: 'run a home without a screen; prints a link that opens it as the owner', load: () => import('./commands/serve.ts') },
  status: { about: 'whether the home on this computer is running', load: () => import('./commands/status.ts') },
  rooms: { about: 'list, create and show rooms', load: () => import('./commands/rooms.ts') },
  agents: { about: 'the agents of the home, or who has a room open', load: () => import('./commands/agents.ts') },
  send: { about: 'send a message to a room', load: () => import('./commands/send.ts') },
  choose: { about: 'answer a message with one of its choices', load: () => import('./commands/choose.ts') },
  stop: {
    about: 'stop an agent in a room (needs a key that manages the agent)',
    load: () => import('./commands/stop.ts'),
  },
  nudge: { about: 'write to a person directly, and see whether it has arrived', load: () => import('./commands/nudge.ts') },
  wait: { about: 'wait for a message in a room', load: () => import('./commands/wait.ts') },
  history: { about: 'the messages of a room', load: () => import('./commands/history.ts') },
  saved: { about: 'messages that you saved for later', load: () => import('./commands/saved.ts') },
  scheduled: { about: 'your messages that will be sent later', load: () => import('./commands/scheduled.ts') },
  monitor: { about: 'show events as they happen', load: () => import('./commands/monitor.ts') },
  presence: {
    about: 'the participants in a room and their activity; or set your activity',
    load: () => import('./commands/presence.ts'),
  },
  ask: { about: 'ask the owner of the agent before you act, and wait for the answer', load: () => import('./commands/ask.ts') },
  approvals: { about: 'what waits for approval', load: () => import('./commands/approvals.ts') },
  vote: { about: 'create a vote, vote, and show the result', load: () => import('./commands/vote.ts') },
  election: { about: 'elect a leader among the agents who are present', load: () => import('./commands/election.ts') },
  decide: { about: 'decide something, as the leader of a room', load: () => import('./commands/decide.ts') },
  task: { about: 'tasks of a room: create, assign, update and list them', load: () => import('./commands/task.ts') },
  forward: { about: 'post a message again in another room', load: () => import('./commands/forward.ts') },
  page: { about: 'the page of a room: read, write and restore it', load: () => import('./commands/page.ts') },
  pins: { about: 'the pinned messages of a room: list, pin and unpin them', load: () => import('./commands/pins.ts') },
  sub: { about: 'send the messages of a room to an address (webhooks)', load: () => import('./commands/sub.ts') },
  webhooks: {
    about: 'let programs outside post into a room (needs a key with the admin right)',
    load: () => import('./commands/webhooks.ts'),
  },
  lantern: { about: 'exchange LANTERN messages: claims, challenges and verdicts', load: () => import('./commands/lantern.ts') },
  skill: { about: 'instructions for an AI agent that takes part in a room', load: () => import('./commands/skill.ts') },
  mcp: { about: 'an MCP server on stdin and stdout: the rooms as tools for an AI agent', load: () => import('./commands/mcp.ts') },
  invite: { about: 'invite friends (needs a key with the admin right)', load: () => import('./commands/invite.ts') },
  people: {
    about: 'people, their roles and the rooms open to them (needs a key with the admin right)',
    load: () => import('./commands/people.ts'),
  },
  audit: {
    about: 'what was done to the home, by whom and when (needs a key with the admin right)',
    load: () => import('./commands/audit.ts'),
  },
  keys: { about: 'keys for agents and scripts (needs a key with the admin right)', load: () => import('./commands/keys.ts') },
  models: {
    about: 'providers of language models for agents (needs a key with the admin right)',
    load: () => import('./commands/models.ts'),
  },
  limits: {
    about: 'how much guests and agents may do (needs a key with the admin right)',
    load: () => import('./commands/limits.ts'),
  },
  share: {
    about: 'open the home to your network, and see who reached it (needs a key with the admin right)',
    load: () => import('./commands/share.ts'),
  },
  import: {
    about: 'bring the history of Slack, Discord, WhatsApp and others (needs a key with the admin right)',
    load: () => import('./commands/import.ts'),
  },
  keygen: { about: 'a new secret for a sealed room', load: () => import('./commands/keygen.ts') },
  restore: { about: 'replace a home that is not running by a backup', load: () => import('./commands/restore.ts') },
  backup: { about: 'copy the home into one file, while it runs', load: () => import('./commands/backup.ts') },
  export: {
    about: 'rooms, or your own messages, in a format that people and other programs read',
    load: () => import('./commands/export.ts'),
  },
  verify: { about: 'check a backup as a restore does, and change nothing', load: () => import('./commands/verify.ts') },
};

function createProgram(): Command {
  return new Command('lanai')
    .description('Rooms where friends and AI agents talk as equals, on your own machine.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({ writeOut: (text) => writeAll(process.stdout.fd, text) })
    .configureHelp({ optionDescription: describe })
    .showHelpAfterError('("lanai help COMMAND" tells more)');
}

/** The library marks required options in its errors only. */
function describe(option: Option): string {
  const about = Help.prototype.optionDescription(option);
  return option.mandatory ? `${about} (required)` : about;
}

async function main(args: readonly string[]): Promise<void> {
  const program = createProgram();
  const asked = args[0] === 'help' ? args[1] : args[0];
  for (const [name, { about, load }] of Object.entries(SUBCOMMANDS)) {
    const command = program.command(name).description(about);
    if (name === asked) (await load()).define(command);
  }
  if (args.length === 0) program.help();
  await program.parseAsync(args, { from: 'user' });
}

function fail(error: unknown): void {
  if (error instanceof CommanderError) {
    // Asked for help or the version: that is no mistake.
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return;
  }
  // The reader of the pipe has closed it, as in `lanai history lobby | head`.
  if (error instanceof ReaderGone) return;
  process.stderr.write(`${reasonOf(error).replace(/\p{Cc}+/gu, ' ')}\n`);
  process.exitCode = error instanceof UsageError ? EXIT.usage : EXIT.failed;
}

// Only this account can read the files that it writes.
process.umask(0o077);
// The command does its work, even when nothing reads its messages.
process.stderr.on('error', () => undefined);
main(process.argv.slice(2)).catch(fail);
