// The files of an answer of an agent, in a line.
import type { AgentTurn } from '../../../src-shared/hosted-agents.ts';
import { oneLine } from '../output.ts';

const FILES_SHOWN = 3;
const SENT_TEXT = { whole: '', part: ' (a part)', copy: ' (a copy)', none: ' (left out)' } as const;

/** Their number, and the first ones: a line has little space. */
export function filesText({ files, files_more }: Pick<AgentTurn, 'files' | 'files_more'>): string {
  if (files.length === 0) return '';
  const first = files
    .slice(0, FILES_SHOWN)
    .map(({ name, sent }) => `${name === null ? 'one that is gone' : oneLine(name)}${SENT_TEXT[sent]}`);
  return `${files.length + files_more}: ${[...first, ...(files.length > FILES_SHOWN ? ['…'] : [])].join(', ')}`;
}
