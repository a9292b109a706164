// An act of a program, as the room sees it.
import type { Act, ActKind, ActOutcome } from '../../../../src-shared/acts.ts';
import { ActKind as Kinds } from '../../../../src-shared/acts.ts';
import type { ToolCallUpdate } from './connection.ts';

type Facts = Pick<ToolCallUpdate, 'kind' | 'rawInput' | 'rawOutput' | 'content'>;

/** The fields that an update has: the others stay as they were. */
export function reported({ kind, rawInput, rawOutput, content }: Facts): Facts {
  return {
    ...(kind && { kind }),
    ...(rawInput !== undefined && { rawInput }),
    ...(rawOutput !== undefined && { rawOutput }),
    ...(content && { content }),
  };
}

export function actOf({ kind, rawInput, rawOutput, content }: Facts, outcome: ActOutcome): Act {
  const [input, output, diff] = [inputText(rawInput), outputText(content) ?? textOf(rawOutput), diffsOf(content)[0]];
  return { kind: kindOf(kind), outcome, ...(input && { input }), ...(output && { output }), ...(diff && { diff }) };
}

export function kindOf(kind: string | null | undefined): ActKind {
  return Kinds.safeParse(kind).data ?? 'other';
}

/** The command if there is nothing else, or all arguments. Nothing is left out: people allow what they are shown. */
export function inputText(input: unknown): string | null {
  const fields = typeof input === 'object' && input !== null ? Object.entries(input).filter(([, value]) => value !== undefined) : [];
  const [name, command] = fields.length === 1 ? (fields[0] ?? []) : [];
  if (name === 'command' && typeof command === 'string') return command;
  if (name === 'command' && Array.isArray(command)) return command.map(quoted).join(' ');
  return textOf(input);
}

/** As it is typed: a word that could be read in another way is in quotes. */
function quoted(word: unknown): string {
  return typeof word === 'string' && /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word);
}

export function diffsOf(content: Facts['content']): NonNullable<Act['diff']>[] {
  return (content ?? []).flatMap((each) =>
    each.type === 'diff' ? [{ path: each.path, before: each.oldText ?? null, after: each.newText }] : [],
  );
}

function outputText(content: Facts['content']): string | null {
  const texts = (content ?? []).flatMap((each) => (each.type === 'content' && each.content.type === 'text' ? [each.content.text] : []));
  return texts.length === 0 ? null : texts.join('\n');
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
