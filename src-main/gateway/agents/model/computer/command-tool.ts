// The tool that runs a command in the folder of an agent. Its owner sees the exact command, and allows it each time.
import * as z from 'zod/mini';
import { isAllowed } from '../../../../../src-shared/approvals.ts';
import { described } from '../../../../../src-shared/described.ts';
import { AppError } from '../../../../../src-shared/errors.ts';
import { askShown } from '../../hosted/ask.ts';
import { plainLine } from '../../program/plain-line.ts';
import { ownTool, type OwnTool } from '../own-tool.ts';
import type { Called } from '../tool-source.ts';
import { endsWithFolder, folderFor } from './access.ts';
import { shortPath } from './card-words.ts';
import { notAllowed } from './file-tools.ts';
import { COMMAND_MS_MAX, runCommand, type CommandEnd, type CommandPorts } from './run-command.ts';

const COMMAND_CHARS_MAX = 4_000;
const REASON_CHARS_MAX = 500;
const LINE_CHARS_MAX = 100;
const MS_PER_MINUTE = 60_000;

export function commandTool(ports: CommandPorts): OwnTool {
  return ownTool({
    name: 'run_command',
    description:
      'Run a command in a shell in your folder. A person is asked before, and sees the command and your reason. It gets no input, and all that it starts ends with it.',
    tier: 'commands',
    kind: 'execute',
    line: () => 'Asked to run a command',
    input: z.object({
      command: z.string().check(z.minLength(1), z.maxLength(COMMAND_CHARS_MAX), z.regex(/^[^\0\r]*$/)),
      reason: described('For the person, in one sentence.', z.optional(z.string().check(z.maxLength(REASON_CHARS_MAX)))),
    }),
    async run(turn, { command, reason }, { signal }) {
      const { root } = await folderFor(turn, 'commands');
      const question = {
        title: `Run a command in ${shortPath(root)}`,
        reason: [...(root === shortPath(root) ? [] : [`Folder: ${root}`]), ...inItsWords(reason)].join('\n'),
        detail: { kind: 'command' as const, text: command },
      };
      const outcome = await askShown(turn, { ...question, may_allow_session: false }, signal);
      signal.throwIfAborted();
      const act = { kind: 'execute', input: command } as const;
      if (!isAllowed(outcome)) return notAllowed(`Did not run ${firstLine(command)}`, act);
      // The owner may have taken the folder away meanwhile.
      if ((await folderFor(turn, 'commands')).root !== root) throw new AppError('access_denied', 'My folder was changed meanwhile.');
      turn.answer.show();
      // People outside the room see it too.
      turn.show('working', 'Running a command');
      const access = endsWithFolder(turn, 'commands');
      try {
        const end = await runCommand(command, root, ports, AbortSignal.any([signal, access.signal]));
        // It may have fetched something.
        turn.marks.add('web');
        return calledOf(command, end, act);
      } finally {
        access.forget();
        turn.show('thinking', null);
      }
    },
  });
}

/** They look like nothing that the server says. */
function inItsWords(reason: string | undefined): string[] {
  return reason === undefined ? [] : [`In the agent’s words: “${plainLine(reason, REASON_CHARS_MAX)}”`];
}

function calledOf(command: string, { code, output, why }: CommandEnd, about: Called['act']): Called {
  const line = `${VERBS[why]} ${firstLine(command)}`;
  const end =
    why === 'too long' ? `It was stopped after ${COMMAND_MS_MAX / MS_PER_MINUTE} minutes.` : `Exit code: ${code ?? 'it did not start'}.`;
  const isError = why !== 'ended' || code !== 0;
  const act = { ...about, outcome: isError ? 'failed' : 'done', output: `${output}${isError ? `\n${end}` : ''}` } as const;
  return { text: `${end}\n${output === '' ? 'It wrote nothing.' : output}`, isError, line, act };
}

const VERBS: Readonly<Record<CommandEnd['why'], string>> = { ended: 'Ran', 'too long': 'Ran for too long:', stopped: 'Stopped' };

function firstLine(command: string): string {
  const line = command.trim().split('\n', 1)[0] ?? '';
  return line.length <= LINE_CHARS_MAX && line === command.trim() ? line : `${line.slice(0, LINE_CHARS_MAX).toWellFormed()}…`;
}
