// The tools for the rooms of an agent whose answers a model writes.
import type { ActKind } from '../../../../src-shared/acts.ts';
import { COORDINATION_TOOLS } from '../../tools/coordination-tools.ts';
import { TALK_TOOLS } from '../../tools/talk-tools.ts';
import type { Tool } from '../../tools/tool.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { Turn } from '../hosted/turn.ts';
import { sourceOf, type OwnTool, type Written } from './own-tool.ts';
import type { ToolSource } from './tool-source.ts';

/** Without `join`: people add it to rooms. */
const TOOLS: readonly Tool[] = [...TALK_TOOLS, ...COORDINATION_TOOLS].filter(({ name }) => name !== 'join');

/** In the words for an agent that cannot write to participants directly. */
const DESCRIPTIONS: Partial<Record<string, string>> = {
  send: 'Write a message to another room, in Markdown. Call participants by name with @. A reply answers the message with that number.',
};

/** What a tool did, in words for the room. */
const ACTS: Partial<Record<string, { kind: ActKind; line: (input: Written) => string; hides?: readonly string[] }>> = {
  rooms: { kind: 'read', line: () => 'Listed rooms' },
  read: { kind: 'read', line: () => 'Read messages' },
  send: { kind: 'other', line: () => 'Wrote a message' },
  edit: { kind: 'edit', line: () => 'Changed a message' },
  react: { kind: 'other', line: () => 'Reacted to a message' },
  who: { kind: 'read', line: () => 'Checked who is here' },
  search: { kind: 'search', line: ({ query }) => (typeof query === 'string' ? `Searched for “${query.slice(0, 100)}”` : 'Searched') },
  task: { kind: 'other', line: ({ title }) => (typeof title === 'string' ? 'Created a task' : 'Checked tasks') },
  vote: {
    kind: 'other',
    // Ballots are secret until the vote closes.
    hides: ['option'],
    line: ({ title, option }) => (typeof option === 'number' ? 'Voted' : typeof title === 'string' ? 'Created a vote' : 'Checked votes'),
  },
};
const OTHER = { kind: 'other', line: () => 'Used a tool' } as const;

const OWN_TOOLS: readonly OwnTool[] = TOOLS.map((tool) => ({
  ...{ name: tool.name, description: DESCRIPTIONS[tool.name] ?? tool.description, input: tool.input },
  tier: tool.readOnly ? 'chat' : 'room',
  ...(ACTS[tool.name] ?? OTHER),
  // A result may have words of another room. Later members of this room may not be able to see that one.
  run: (turn, input, { signal }) => tool.run(toolHostFor(turn), input, { signal, progress: null }),
}));

export function roomTools(turn: Turn): ToolSource {
  return sourceOf(turn, OWN_TOOLS);
}
