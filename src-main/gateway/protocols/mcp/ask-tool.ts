// The tool that asks a person before the agent acts, and waits for the answer.
import * as z from 'zod/mini';
import { isAllowed, type Approval } from '../../../../src-shared/approvals.ts';
import { APPROVAL_COMMANDS } from '../../../../src-shared/commands/approvals.ts';
import { described } from '../../../../src-shared/described.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { WaitingHost } from '../../realtime/tool-host.ts';
import { membersOf, roomCalled } from '../../tools/rooms.ts';
import { nameOf } from '../../tools/text.ts';
import { room } from '../../tools/talk-tools.ts';
import { tool } from '../../tools/tool.ts';

/** Without progress a client gives up after a minute of silence. */
const WAIT_MS = 50_000;
/** A client that lost its network sends no end of its connection: this is how long one call waits at most. */
const WAIT_MS_MAX = 180_000;

const { title, reason, detail, may_allow_session, deadline_secs } = APPROVAL_COMMANDS.approval_request.request.shape;

const AskInput = z.object({
  room: z.optional(room),
  title: z.optional(title),
  reason,
  detail,
  may_allow_session,
  deadline_secs,
  approval: described('The id of a question that still waits, to wait again.', z.optional(z.string())),
});

export const ASK_TOOL = tool<typeof AskInput, WaitingHost>({
  name: 'ask_approval',
  title: 'Ask before you act',
  description:
    'Ask your owner before you do something that cannot be undone, with the exact command, diff or text, and wait for the answer. Act only when it is allowed, and only exactly as asked. If it still waits, call it again with `approval`.',
  right: 'post',
  readOnly: false,
  input: AskInput,
  async run(host, input, { signal, progress }) {
    const asked = input.approval === undefined ? await ask(host, input) : await found(host, input.approval);
    const startedAt = host.now();
    await host.approvalEnd(asked.id, {
      timeoutMs: progress ? WAIT_MS_MAX : WAIT_MS,
      signal,
      onStillWaiting: () => progress?.(Math.round((host.now() - startedAt) / 1_000)),
    });
    if (signal.aborted) await host.ask('approval_cancel', { approval_id: asked.id });
    const ended = await found(host, asked.id);
    return wordsOf(ended, nameOf(ended.decided_by, await membersOf(host, ended.room_id)));
  },
});

async function ask(
  host: WaitingHost,
  { room: name, title: what, approval: _none, ...question }: z.infer<typeof AskInput>,
): Promise<Approval> {
  if (name === undefined || what === undefined) throw new AppError('invalid_payload', 'Give a room and a title.');
  const { room: of } = await roomCalled(host, name);
  return (await host.ask('approval_request', { ...question, room_id: of.id, title: what })).approval;
}

async function found(host: WaitingHost, approval_id: string): Promise<Approval> {
  const { approval } = await host.ask('get_approval', { approval_id });
  if (approval.agent_id !== host.me) throw new AppError('approval_not_found');
  return approval;
}

function wordsOf({ id, state }: Approval, name: string): string {
  if (isAllowed(state))
    return state === 'allowed_once'
      ? `Allowed once by ${name}. Do exactly what you asked for.`
      : `Allowed by ${name} for this session. You need not ask for the same again.`;
  if (state === 'waiting') return `It still waits for an answer. Call this again with approval: ${id}. Do nothing until then.`;
  if (state === 'rejected') return `Rejected by ${name}. Do not do it.`;
  return state === 'expired' ? 'Not answered in time. That means no.' : 'No longer asked. Do not do it.';
}
