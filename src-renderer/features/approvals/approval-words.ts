import type { Approval, ApprovalOutcome } from '../../../src-shared/approvals.ts';
import { strings } from '../../strings/all-strings.ts';
import { dateFormat } from '../../ui/date-format.ts';

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;

/** "12 min left" */
export function leftWords(deadlineAt: number, now: number): string {
  const left = Math.ceil((deadlineAt - now) / 1000);
  const words = strings.approvals;
  if (left <= 0) return words.timeOver;
  if (left < 2 * MINUTE_S) return words.secondsLeft(left);
  if (left < 2 * HOUR_S) return words.minutesLeft(Math.round(left / MINUTE_S));
  return words.hoursLeft(Math.round(left / HOUR_S));
}

/** "Allowed once by Sarah · 14:02" */
export function endWords(
  { state, decided_at }: Pick<Approval, 'decided_at'> & { state: ApprovalOutcome },
  deciderName: string,
  now: number,
): string {
  return strings.approvals.ended[state](deciderName, decided_at === null ? '' : timeOf(decided_at, now));
}

/** Today the time alone. */
function timeOf(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return dateFormat(isToday ? 'time' : 'full').format(at);
}

const REASON_CHARS = 240;
const REASON_LINES = 3;

/** The part of a long reason that is shown at first. Null: it is short. */
export function beginningOf(reason: string): string | null {
  const lines = reason.split('\n', REASON_LINES).join('\n');
  if (lines.length <= REASON_CHARS) return lines.length === reason.length ? null : lines.trimEnd();
  const cut = lines.slice(0, REASON_CHARS);
  const end = cut.lastIndexOf(' ');
  return cut.slice(0, end > REASON_CHARS / 2 ? end : REASON_CHARS).trimEnd();
}

const UNSEEN = /(?! )[\p{Zs}\p{Zl}\p{Zp}\u2800\p{Default_Ignorable_Code_Point}]|[^\P{C}\n\t]/gu;

/**
 * Characters that hide text, look like a space or turn its direction, as their codes. A command must not look like another one. In a diff,
 * returns at the ends of lines are shown too: they can be all that changes.
 */
export function withCodes(text: string, { isDiff = false } = {}): string {
  return (isDiff ? text : unixLines(text)).replace(
    UNSEEN,
    (char) => `⟨U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}

/** Returns at the ends of lines are usual, also in a diff. */
export function hasUnseen(text: string): boolean {
  return withCodes(text) !== unixLines(text);
}

function unixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}
