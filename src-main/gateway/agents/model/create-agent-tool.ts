// The tool that creates an agent. Only for a person who may create agents, and only after an approval of exactly what is created.
import * as z from 'zod/mini';
import { isAllowed } from '../../../../src-shared/approvals.ts';
import { COMMANDS } from '../../../../src-shared/commands/index.ts';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { hasTools, TOOL_TIER_DEFAULT, type HostedAgentSettings, type ModelRuns } from '../../../../src-shared/hosted-agents.ts';
import { isActive } from '../../../../src-shared/participants.ts';
import { mayManage } from '../../../../src-shared/permissions.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT } from '../../domain/actor.ts';
import { NO_ORIGIN } from '../../domain/audit/draft.ts';
import { roomCalled } from '../../tools/rooms.ts';
import { oneLine } from '../../tools/text.ts';
import { askShown } from '../hosted/ask.ts';
import { toolHostFor } from '../hosted/tool-host.ts';
import type { Turn } from '../hosted/turn.ts';
import { ownTool, sourceOf, type OwnTool } from './own-tool.ts';
import type { Called, ToolSource } from './tool-source.ts';

const { name, instructions, description } = COMMANDS.create_agent.request.shape;
const ROOMS_MAX = 10;

const INPUT = z.object({
  name,
  description,
  instructions,
  rooms: described(
    'The rooms that it is in from the start. Left out: this room.',
    z.optional(z.array(z.string()).check(z.maxLength(ROOMS_MAX))),
  ),
});

const TOOL: OwnTool = ownTool({
  name: 'create_agent',
  description: 'Create another agent with the same model as you. A person is asked before. Only for a person who asks for it.',
  tier: 'room',
  kind: 'other',
  line: ({ name: wanted }) =>
    typeof wanted === 'string' ? `Asked to create the agent “${wanted.slice(0, 100)}”` : 'Asked to create an agent',
  input: INPUT,
  run: (turn, input, { signal }) => create(turn, input, signal),
});

export function createAgentTool(turn: Turn): ToolSource | null {
  return mayCreate(turn) ? sourceOf(turn, [TOOL]) : null;
}

/** The person for whom the agent works at this moment. */
function mayCreate({ core, call: { causedBy } }: Turn): boolean {
  const person = causedBy === null ? null : core.directory.participant(causedBy);
  return person?.kind === 'person' && isActive(person) && mayManage(person);
}

async function create(turn: Turn, input: z.infer<typeof INPUT>, signal: AbortSignal): Promise<string | Called> {
  requireMayCreate(turn);
  const rooms = await roomsFor(turn, input.rooms);
  const settings = settingsLike(turn.settings, input.instructions);
  const title = `Create the agent “${input.name}”`;
  const detail = { kind: 'text' as const, text: detailText(turn, { ...input, rooms, settings }) };
  const outcome = await askShown(turn, { title, reason: null, detail, may_allow_session: false }, signal);
  signal.throwIfAborted();
  const act = { kind: 'other', input: detail.text } as const;
  if (!isAllowed(outcome))
    return {
      text: 'My owner did not allow it.',
      isError: true,
      line: `Did not create the agent “${input.name}”`,
      act: { ...act, outcome: 'refused' },
    };
  requireMayCreate(turn);
  // The rooms that were shown, as the agent and the readers here see them now.
  const now = new Set(
    (
      await roomsFor(
        turn,
        rooms.map(({ id }) => id),
      )
    ).map(({ id }) => id),
  );
  if (rooms.some(({ id }) => !now.has(id))) throw new AppError('access_denied', 'A room was changed meanwhile.');
  const { core, commands, agent, seat } = turn;
  // The approval of the agent's owner gives the right that the agent does not have.
  const context = { actor: { participant_id: agent.id, grant: EVERY_RIGHT }, seat, origin: NO_ORIGIN };
  const payload = { name: input.name, description: input.description, room_ids: rooms.map(({ id }) => id), ...settings };
  const made = await core.execute(commands, context, 'create_agent', payload);
  return {
    text: `Created ${made.name}. It answers when it is called with @${made.name}.`,
    isError: false,
    line: `Created the agent “${made.name}”`,
    act,
  };
}

function requireMayCreate(turn: Turn): void {
  if (!mayCreate(turn)) throw new AppError('access_denied', 'I create agents only for the owner and admins.');
}

/** Those that the agent and all readers here can see. A direct room takes no other agent. */
async function roomsFor(turn: Turn, names: readonly string[] | undefined): Promise<Room[]> {
  if (names === undefined) {
    const { room } = turn.core.room(turn.actor(), turn.roomId);
    return room.direct ? [] : [room];
  }
  const host = toolHostFor(turn);
  const rooms: Room[] = [];
  for (const each of names) rooms.push((await roomCalled(host, each)).room);
  return rooms;
}

type LikeSettings = Omit<HostedAgentSettings, 'wakes' | 'paused_at' | 'runs'> & { runs: ModelRuns };

/** Never with a folder or commands. */
function settingsLike({ runs, paused_at: _paused, wakes: _wakes, ...same }: HostedAgentSettings, wanted: string): LikeSettings {
  if (runs.kind !== 'model') throw new Error('Only an agent with a model has this tool.');
  const tools = hasTools(runs, TOOL_TIER_DEFAULT) ? TOOL_TIER_DEFAULT : runs.tools;
  return { ...same, runs: { ...runs, tools, folder: null, callers: 'owner' }, instructions: wanted };
}

interface Planned {
  name: string;
  description?: string | null | undefined;
  rooms: readonly Room[];
  settings: LikeSettings;
}

/** All of it: what is allowed is what is shown. */
function detailText({ core }: Turn, { name: called, description: about, rooms, settings }: Planned): string {
  const { runs, instructions: words, context_messages, steps_max, tokens_per_day, dollars_per_day, turns_per_day } = settings;
  const others = `${dollars_per_day === null ? '' : `, ${dollars_per_day} US dollars`}${turns_per_day === null ? '' : `, ${turns_per_day} answers`}`;
  const provider = core.directory.providers.find(runs.provider_id)?.name ?? runs.provider_id;
  return [
    `Name: ${called}`,
    ...(about ? [`Description: ${oneLine(about)}`] : []),
    `Model: ${oneLine(runs.model)} of ${oneLine(provider)}`,
    `Tools: ${runs.tools === 'chat' ? 'it reads and searches its rooms' : 'it reads, writes and votes in its rooms'}`,
    `Rooms: ${rooms.length === 0 ? 'none' : rooms.map((each) => `#${oneLine(each.name)}`).join(', ')}`,
    `Limits: ${steps_max} steps for an answer, ${tokens_per_day ?? 'any number of'} tokens${others} in 24 hours, ${context_messages} earlier messages`,
    `Instructions:${words.trim() === '' ? ' none' : `\n${words}`}`,
  ].join('\n');
}
