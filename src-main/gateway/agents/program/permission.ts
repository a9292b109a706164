// The question of a program before it acts. The owner of the agent answers it in the room, and no answer means no.
import { AppError } from '../../../../src-shared/errors.ts';
import type { ApprovalDetail, ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import type { Turn } from '../hosted/turn.ts';
import { diffOf, inputText } from './act.ts';
import type { PermissionOption, RequestPermissionResponse, ToolCallUpdate } from './connection.ts';

export interface Asked {
  options: readonly PermissionOption[];
  act: Pick<ToolCallUpdate, 'kind' | 'rawInput' | 'content'> & { title: string };
}

/** Resolves with the decision of a person, in the program's own options. */
export async function permissionFor(turn: Turn, { options, act }: Asked, signal: AbortSignal): Promise<RequestPermissionResponse> {
  turn.show('blocked', turn.ownerName === null ? 'Waits for approval' : `Waits for ${turn.ownerName}’s approval`);
  try {
    const outcome = await turn.askApproval(
      { title: act.title, detail: detailOf(act), may_allow_session: mayAllowAlways(turn, options) },
      signal,
    );
    return answerOf(outcome, options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await turn.note('Could not ask for approval', { kind: 'other', outcome: 'refused', input: act.title, output: error.message });
    return answerOf('rejected', options);
  } finally {
    turn.show('thinking', null);
  }
}

/** A message of another person, or of a program, gets no permission that lasts. */
function mayAllowAlways({ causedBy, agent }: Turn, options: readonly PermissionOption[]): boolean {
  return causedBy !== null && causedBy === agent.owner_id && options.some(({ kind }) => kind === 'allow_always');
}

function detailOf({ kind, rawInput, content }: Asked['act']): ApprovalDetail | null {
  const diff = diffOf(content);
  if (diff) return { kind: 'diff', text: diffText(diff) };
  const text = inputText(rawInput);
  return text === null ? null : { kind: kind === 'execute' ? 'command' : 'text', text };
}

/** All old lines, then all new ones: the program does not say which of them differ. */
function diffText({ path, before, after }: { path: string; before: string | null; after: string }): string {
  const lines = (text: string, mark: string): string[] => text.split('\n').map((line) => mark + line);
  const [old, next] = [before === null ? [] : lines(before, '-'), lines(after, '+')];
  let [start, end] = [0, 0];
  const isSame = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined && a.slice(1) === b.slice(1);
  while (isSame(old[start], next[start])) start += 1;
  while (end < Math.min(old.length, next.length) - start && isSame(old.at(-1 - end), next.at(-1 - end))) end += 1;
  const hunk = [...old.slice(start, old.length - end), ...next.slice(start, next.length - end)];
  return [`--- ${before === null ? '/dev/null' : path}`, `+++ ${path}`, `@@ line ${start + 1} @@`, ...hunk].join('\n');
}

const WANTED: Readonly<Record<ApprovalOutcome, PermissionOption['kind']>> = {
  allowed_once: 'allow_once',
  allowed_session: 'allow_always',
  rejected: 'reject_once',
  expired: 'reject_once',
  cancelled: 'reject_once',
};

/** Never more than was allowed: without the option that was chosen, the program gets no permission. */
function answerOf(outcome: ApprovalOutcome, options: readonly PermissionOption[]): RequestPermissionResponse {
  const option = outcome === 'cancelled' ? undefined : options.find(({ kind }) => kind === WANTED[outcome]);
  return { outcome: option ? { outcome: 'selected', optionId: option.optionId } : { outcome: 'cancelled' } };
}
