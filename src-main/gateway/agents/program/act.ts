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
  const [input, output, diff] = [inputText(rawInput), outputText(content) ?? textOf(rawOutput), diffOf(content)];
  return { kind: kindOf(kind), outcome, ...(input && { input }), ...(output && { output }), ...(diff && { diff }) };
}

export function kindOf(kind: string | null | undefined): ActKind {
  return Kinds.safeParse(kind).data ?? 'other';
}

/** The command, or all arguments. */
export function inputText(input: unknown): string | null {
  const command = typeof input === 'object' && input !== null && 'command' in input ? input.command : null;
  if (typeof command === 'string') return command;
  if (Array.isArray(command)) return command.join(' ');
  return textOf(input);
}

export function diffOf(content: Facts['content']): Act['diff'] | null {
  const diff = content?.find((each) => each.type === 'diff');
  return diff?.type === 'diff' ? { path: diff.path, before: diff.oldText ?? null, after: diff.newText } : null;
}

function outputText(content: Facts['content']): string | null {
  const texts = (content ?? []).flatMap((each) => (each.type === 'content' && each.content.type === 'text' ? [each.content.text] : []));
  return texts.length === 0 ? null : texts.join('\n');
}

function textOf(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
