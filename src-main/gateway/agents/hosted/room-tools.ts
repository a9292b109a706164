// The tools for rooms of the agents that the server runs, and the words with which the room is shown their use.
import type { ActKind } from '../../../../src-shared/acts.ts';
import { COORDINATION_TOOLS } from '../../tools/coordination-tools.ts';
import { FILE_TOOL } from '../../tools/file-tool.ts';
import { TALK_TOOLS } from '../../tools/talk-tools.ts';
import type { Tool } from '../../tools/tool.ts';

/** As the agent wrote it. */
export type Written = Readonly<Record<string, unknown>>;

export interface ShownAct {
  kind: ActKind;
  line(input: Written): string;
  /** Fields of the input that the room is not shown. */
  hides?: readonly string[];
}

/** In the words for an agent that cannot write to participants directly. */
const DESCRIPTIONS: Partial<Record<string, string>> = {
  send: 'Write a message to another room, in Markdown. Call participants by name with @. A reply answers the message with that number.',
};

/** Without `join`: people add it to rooms. */
export const ROOM_TOOLS: readonly Tool[] = [...TALK_TOOLS, FILE_TOOL, ...COORDINATION_TOOLS]
  .filter(({ name }) => name !== 'join')
  .map((tool) => ({ ...tool, description: DESCRIPTIONS[tool.name] ?? tool.description }));

const ACTS: Partial<Record<string, ShownAct>> = {
  rooms: { kind: 'read', line: () => 'Listed rooms' },
  read: { kind: 'read', line: () => 'Read messages' },
  send: { kind: 'other', line: () => 'Wrote a message' },
  edit: { kind: 'edit', line: () => 'Changed a message' },
  react: { kind: 'other', line: () => 'Reacted to a message' },
  who: { kind: 'read', line: () => 'Checked who is here' },
  search: { kind: 'search', line: ({ query }) => (typeof query === 'string' ? `Searched for “${query.slice(0, 100)}”` : 'Searched') },
  file: { kind: 'read', line: ({ file }) => (typeof file === 'string' ? 'Read a file of a room' : 'Listed files of a room') },
  task: { kind: 'other', line: ({ title }) => (typeof title === 'string' ? 'Created a task' : 'Checked tasks') },
  vote: {
    kind: 'other',
    // Ballots are secret until the vote closes.
    hides: ['option'],
    line: ({ title, option }) => (typeof option === 'number' ? 'Voted' : typeof title === 'string' ? 'Created a vote' : 'Checked votes'),
  },
};
const OTHER: ShownAct = { kind: 'other', line: () => 'Used a tool' };

export function shownActOf(toolName: string): ShownAct {
  return ACTS[toolName] ?? OTHER;
}

export function withoutFields(input: unknown, hidden: readonly string[]): Written {
  return isWritten(input) ? Object.fromEntries(Object.entries(input).filter(([name]) => !hidden.includes(name))) : {};
}

export function isWritten(value: unknown): value is Written {
  return typeof value === 'object' && value !== null;
}
