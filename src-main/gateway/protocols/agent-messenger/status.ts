// Maps the status of an agent. The protocol allows any word, the server has fixed values. It keeps the word as the detail.
import type { OwnStatus } from '../../../../src-shared/objects.ts';
import { STATUS_DETAIL_CHARS_MAX } from '../../../../src-shared/limits.ts';
import { cutLine, harmlessLine } from '../../../../src-shared/name.ts';

const AT_WORK = new Set(['busy', 'working', 'thinking', 'processing', 'typing']);
const PLAIN: ReadonlySet<string> = new Set(['active', 'online', 'idle', 'offline', 'busy', '']);
const WORD = /^[\p{L}\p{N}_-]{1,24}$/u;

export function statusFields(word: string, message: string | undefined): { status: OwnStatus; status_detail: string | null } {
  const status = AT_WORK.has(word.toLowerCase()) ? 'working' : 'idle';
  const detail = harmlessLine(message ?? '') || (PLAIN.has(word.toLowerCase()) ? '' : harmlessLine(word));
  return { status, status_detail: detail === '' ? null : cutLine(detail, STATUS_DETAIL_CHARS_MAX) };
}

export function statusText({ status, detail, online = true }: { status: string; detail: string | null; online?: boolean }): string {
  if (!online) return 'offline';
  if (detail !== null && WORD.test(detail)) return detail;
  return status === 'idle' || status === 'waiting' ? 'online' : 'busy';
}
