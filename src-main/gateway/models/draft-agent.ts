// A name and instructions for a new agent, as a model suggests them.
import { AppError } from '../../../src-shared/errors.ts';
import { INSTRUCTIONS_CHARS_MAX } from '../../../src-shared/limits.ts';
import { harmlessLine } from '../../../src-shared/name.ts';
import { withoutUnseen } from '../../../src-shared/visible-text.ts';
import type { ModelStep } from './step.ts';

/** Of the answer. Models that think first use some of it for that. */
export const DRAFT_TOKENS_MAX = 1_000;

export const DRAFT_SYSTEM = `You write the set-up of an assistant that takes part in a group chat. You are given one sentence about its purpose.
Answer with its name on the first line: one or two words, without quotation marks. Then an empty line. Then its instructions: three to six short sentences, addressed to the assistant as "you", about its task, its tone, and what it should leave alone.
Write in the language of the sentence. Write nothing else, and no formatting.`;

const LABEL = /^(?:name|instructions?)\s*:\s*/i;
/** Around a name or before it: quotation marks, and signs of Markdown and lists. */
const AROUND = /^[\s"'“”«»„`*_#>-]+|[\s"'“”«»„`*_.:]+$/g;

/** Throws `model_failed` when the answer has no instructions. */
export function draftOf({ text, end }: Pick<ModelStep, 'text' | 'end'>): { name: string; instructions: string } {
  if (end === 'refused') throw new AppError('model_failed', 'The model refused to write about this.');
  const lines = withoutThoughts(text)
    .split('\n')
    .filter((line) => !line.trim().startsWith('```'));
  const at = lines.findIndex((line) => line.trim() !== '');
  const name = harmlessLine(stripped(lines[at] ?? ''));
  const rest = lines
    .slice(at + 1)
    .join('\n')
    .trim()
    .replace(/^[*_#\s]*instructions?\s*:?[*_]*\s*:?\s*/i, '');
  const seen = rest.split('\n').map(withoutUnseen).join('\n');
  const instructions = (end === 'length' ? wholeSentences(seen) : seen).slice(0, INSTRUCTIONS_CHARS_MAX);
  if (instructions === '') throw new AppError('model_failed', 'The model gave no suggestion. Try again, or choose another model.');
  return { name, instructions };
}

function withoutThoughts(text: string): string {
  return text.replaceAll(/<think(?:ing)?>[\s\S]*?(?:<\/think(?:ing)?>|$)/gi, '').trim();
}

function stripped(line: string): string {
  return line.replaceAll(AROUND, '').replace(LABEL, '').replaceAll(AROUND, '');
}

/** Without the sentence that the end of the tokens cut. */
function wholeSentences(text: string): string {
  return /^[\s\S]*[.!?。！？](?=\s|$|[^\w\s])/.exec(text)?.[0] ?? '';
}
