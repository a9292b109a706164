import { pluralOf } from '../plural.ts';

const plural = pluralOf('en');

/** What agents did, and what they thought. */
export const actsWords = {
  steps: (count: number) => plural(count, { one: 'One step', other: '# steps' }),
  /** `thought`: "Thought for 41s". */
  thoughtAndSteps: (thought: string, steps: string) => `${thought} · ${steps}`,
  outcome: { failed: 'Failed', refused: 'Not allowed' },
  input: 'Input',
  output: 'Output',
  newFile: (path: string) => `New file: ${path}`,
  nothing: 'Nothing',
};
