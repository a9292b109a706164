// The calls that an agent follows that can reach files or programs of this computer.
import { usesComputer, type AgentRuns, type Callers } from '../../../../src-shared/hosted-agents.ts';
import type { Agent, Message } from '../../../../src-shared/objects.ts';
import type { Directory } from '../../domain/directory.ts';

export interface AgentCall {
  agent: Agent;
  roomId: string;
  /** The author of the message that called the agent. */
  callerId: string;
  /** The person whose message led to the call; null: not known. */
  causedBy: string | null;
}

export function callOf({ agent, message, causedBy }: Pick<AgentCall, 'agent' | 'causedBy'> & { message: Message }): AgentCall {
  return { agent, causedBy, roomId: message.room_id, callerId: message.author_id };
}

/** The only person who can call an agent that reaches this computer; null: others can too. */
export function onlyCaller(directory: Directory, { id, owner_id }: Agent): string | null {
  const runs = directory.hostedAgents.find(id)?.runs;
  return runs && usesComputer(runs) && runs.callers === 'owner' ? owner_id : null;
}

/** Such an agent has rights of its owner's account: it works only where its owner sees it, and for those whom its owner chose. */
export function reasonAgainstCall(
  directory: Directory,
  { callers }: Pick<AgentRuns, 'callers'>,
  { agent, roomId, callerId, causedBy }: AgentCall,
): string | null {
  const owner = agent.owner_id;
  const name = nameOf(directory, owner);
  switch (barOf(directory, owner, { callers, roomId, callerId, causedBy })) {
    case 'room':
      return `I work only in rooms with ${name}.`;
    case 'person':
      return `I answer only ${name}.`;
    case null:
      return null;
  }
}

/** A program that starts an agent has such rights too. `setBy`: the person who set it. */
export function reasonAgainstStart(directory: Directory, setBy: string, call: Omit<Barred, 'causedBy'>): string | null {
  const name = nameOf(directory, setBy);
  switch (barOf(directory, setBy, { ...call, causedBy: call.callerId })) {
    case 'room':
      return `I am not running, and can be woken only in rooms with ${name}.`;
    case 'person':
      return `I am not running, and only ${name} can wake me.`;
    case null:
      return null;
  }
}

interface Barred extends Pick<AgentCall, 'roomId' | 'callerId' | 'causedBy'> {
  callers: Callers;
}

/** Null: the call is followed. */
function barOf(directory: Directory, owner: string | null, { callers, roomId, callerId, causedBy }: Barred): 'room' | 'person' | null {
  if (owner === null || !directory.room(roomId)?.members.has(owner)) return 'room';
  return causedBy === owner || (callers === 'people' && causedBy === callerId) ? null : 'person';
}

function nameOf(directory: Directory, owner: string | null): string {
  return (owner !== null && directory.participant(owner)?.name) || 'my owner';
}
