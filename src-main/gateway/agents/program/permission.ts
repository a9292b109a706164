// The question of a program before it acts. The owner of the agent answers it in the room, and no answer means no.
import { AppError } from '../../../../src-shared/errors.ts';
import type { ApprovalDetail, ApprovalOutcome } from '../../../../src-shared/approvals.ts';
import { askShown } from '../hosted/ask.ts';
import { diffText } from '../hosted/diff-text.ts';
import type { Turn } from '../hosted/turn.ts';
import { diffsOf, inputText } from './act.ts';
import { plainLine } from './plain-line.ts';
import type { PermissionOption, RequestPermissionResponse, ToolCallUpdate } from './connection.ts';

const NAME_CHARS_MAX = 100;

export interface Asked {
  options: readonly PermissionOption[];
  act: Pick<ToolCallUpdate, 'kind' | 'rawInput' | 'content'> & { title: string };
}

/** Turns in which it was said that no approval could be asked for. */
const saidWhy = new WeakSet<Turn>();

/** Resolves with the decision of a person, in the program's own options. */
export async function permissionFor(turn: Turn, { options, act }: Asked, signal: AbortSignal): Promise<RequestPermissionResponse> {
  try {
    const question = {
      title: act.title,
      reason: meaningOf(turn, options),
      detail: detailOf(act),
      may_allow_session: mayAllowAlways(turn, options),
    };
    return answerOf(await askShown(turn, question, signal), options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (!saidWhy.has(turn))
      await turn.note('Could not ask for approval', { kind: 'other', outcome: 'refused', input: act.title, output: error.message });
    saidWhy.add(turn);
    return answerOf('rejected', options);
  }
}

/**
 * Only for a message of the owner in an agent that answers only the owner, and while the conversation has no words from outside: the
 * permission holds for later turns of the conversation too. Several options of that kind have a meaning that the button does not show.
 */
function mayAllowAlways({ agent, callerId, marks, settings: { runs } }: Turn, options: readonly PermissionOption[]): boolean {
  const isForOwner = runs.kind === 'program' && runs.callers === 'owner' && callerId === agent.owner_id;
  return isForOwner && marks.areNone && options.filter(({ kind }) => kind === 'allow_always').length === 1;
}

/** The program's own words for the buttons. */
function meaningOf(turn: Turn, options: readonly PermissionOption[]): string | null {
  const nameOf = (kind: PermissionOption['kind']): string | null => {
    const name = options.find((each) => each.kind === kind)?.name;
    return name === undefined ? null : `“${plainLine(name, NAME_CHARS_MAX)}”`;
  };
  const once = nameOf('allow_once');
  const always = mayAllowAlways(turn, options) ? nameOf('allow_always') : null;
  const said = [...(once === null ? [] : [`Allow once: ${once}`]), ...(always === null ? [] : [`Allow for this session: ${always}`])];
  return said.length === 0 ? null : `In the words of the program: ${said.join('. ')}.`;
}

/** All arguments and all changes. */
function detailOf({ kind, rawInput, content, title }: Asked['act']): ApprovalDetail {
  const input = inputText(rawInput);
  const diffs = diffsOf(content).map(diffText);
  if (diffs.length > 0) return { kind: 'diff', text: [...diffs, ...(input === null ? [] : [`Arguments: ${input}`])].join('\n\n') };
  return { kind: kind === 'execute' && input !== null ? 'command' : 'text', text: input ?? title };
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
