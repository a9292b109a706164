// The tools for the rooms of an agent whose answers a model writes.
import { ROOM_TOOLS, shownActOf } from '../hosted/room-tools.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { FileRead } from '../hosted/turn-files.ts';
import type { Turn } from '../hosted/turn.ts';
import { sourceOf, type OwnTool } from './own-tool.ts';
import type { ToolSource } from './tool-source.ts';

const OWN_TOOLS: readonly OwnTool[] = ROOM_TOOLS.map((tool) => ({
  ...{ name: tool.name, description: tool.description, input: tool.input },
  tier: tool.readOnly ? 'chat' : 'room',
  ...shownActOf(tool.name),
  // A result may have words of another room. Later members of this room may not be able to see that one.
  async run(turn, input, { signal }) {
    const files: FileRead[] = [];
    const answer = await tool.run(
      toolHostFor(turn, (read) => files.push(read)),
      input,
      { signal, progress: null },
    );
    return { ...(typeof answer === 'string' ? { text: answer } : answer), files };
  },
}));

export function roomTools(turn: Turn): ToolSource {
  return sourceOf(turn, OWN_TOOLS);
}
