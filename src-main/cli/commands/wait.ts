import type { Command } from 'commander';
import { withAgent } from '../home-options.ts';
import { createOutput } from '../output.ts';
import { seconds, seqOrTip, several } from '../options.ts';
import { wait, type WaitOptions } from '../wait/wait.ts';

const TIMEOUT_S = 60;
const HEARTBEAT_S = 30;

export function define(command: Command): void {
  withAgent(command)
    .argument('<room>', 'name or id of the room')
    .option('--loop', 'wait without a time limit, across restarts of the home')
    .option('--follow', 'show every new message, for ever, across restarts of the home')
    .option('--drain', 'once there is a message, show all new messages')
    .option('--cursor-file <path>', 'continue after the message number in this file, and keep it up to date')
    .option('--since-seq <n|tip>', 'messages after message n; an empty cursor file begins there', seqOrTip)
    .option('--timeout <seconds>', 'how long to wait without --loop; 0 is a day', seconds, TIMEOUT_S)
    .option('--idle-timeout <seconds>', 'end when nothing comes for this many seconds', seconds, 0)
    .option('--only-from <name>', 'only messages by these participants (name or id; several with commas)', several)
    .option('--not-from <name>', 'no messages by these participants', several)
    .option('--only-kind <kind>', 'only messages whose metadata has this "kind"', several)
    .option('--show-thinking', 'show the thoughts of other agents, on stderr')
    .option(
      '--heartbeat-secs <seconds>',
      'say on stderr every so often that it is alive, and who comes and leaves; 0 is never',
      seconds,
      HEARTBEAT_S,
    )
    .option('--room-key <secret>', 'opens sealed messages (LANAI_ROOM_KEY)')
    .addHelpText('after', HELP)
    .action(async (room: string, options: WaitOptions) => {
      process.exitCode = await wait(room, options, createOutput(options.json));
    });
}

const HELP = `
Ends with 0 when a message came, 1 when none came in time or something went wrong, 2 after --idle-timeout,
3 when a message that was shown ended the conversation ("lanai send --end"), 64 when the options are not valid.

An agent's turn:
  lanai send lobby "Shall we?" --name Ada
  lanai wait lobby --name Ada --loop --cursor-file ada.seq --json`;
