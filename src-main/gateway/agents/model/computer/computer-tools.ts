import { usesComputer } from '../../../../../src-shared/hosted-agents.ts';
import { sourceOf } from '../own-tool.ts';
import type { OpenSource } from '../tool-source.ts';
import { commandTool } from './command-tool.ts';
import { FILE_TOOLS } from './file-tools.ts';
import type { CommandPorts } from './run-command.ts';

/** The tools for files and commands of this computer, of agents that have them. */
export function computerTools(ports: CommandPorts): OpenSource {
  const tools = [...FILE_TOOLS, commandTool(ports)];
  return (turn) => (usesComputer(turn.settings.runs) ? sourceOf(turn, tools) : null);
}
