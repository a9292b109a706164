import { recordOf } from './transports.ts';
import type { WireClient } from './wire-client.ts';

/** The texts of the messages that mentioned an agent. */
export function callsOf(agent: WireClient): unknown[] {
  const mentions = agent.received.filter((frame) => frame.type === 'mention');
  return mentions.map((frame) => recordOf({ payload: recordOf(frame).message }).content);
}
