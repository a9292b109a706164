// The choices under the message of an agent that stopped at a limit. A choice is a reply, and a reply calls the agent.
import type { Message } from '../../../../src-shared/objects.ts';

const LEAVE_IT = 'Leave it';
export const CONTINUE_CHOICES = ['Continue', LEAVE_IT];

/** Whether the message ends the work instead of calling the agent. */
export function leavesIt({ choice }: Message): boolean {
  return choice === LEAVE_IT;
}
