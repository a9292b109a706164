import type { Act, ActKind } from '../../../../src-shared/acts.ts';
import type { ToolCall, ToolResult } from '../../models/step.ts';

const KINDS: Partial<Record<string, ActKind>> = { rooms: 'read', read: 'read', who: 'read', search: 'search', edit: 'edit' };

/**
 * A call of a tool, as the room sees it. The agent reaches only rooms that all readers of this room can see, so the result is for them
 * too.
 */
export function actOf({ name, input }: ToolCall, { text, isError }: ToolResult): Act {
  return {
    kind: KINDS[name] ?? 'other',
    outcome: isError ? 'failed' : 'done',
    input: typeof input === 'string' ? input : (JSON.stringify(input, null, 2) ?? ''),
    output: text,
  };
}
