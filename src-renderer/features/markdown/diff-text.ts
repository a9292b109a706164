// The difference of two texts, line by line, in the form that a block of code with a diff has.
import { structuredPatch } from 'diff';

/** Two long texts without a common line would hold up the page. */
const TIME_MS_MAX = 500;

/** Null: the texts differ too much. Empty: they are the same. `lineWord`: the words for the number of a line. */
export function diffText(before: string, after: string, lineWord: (number: number) => string): string | null {
  const patch = structuredPatch('', '', whole(before), whole(after), undefined, undefined, { context: 2, timeout: TIME_MS_MAX });
  if (!patch) return null;
  return patch.hunks.map(({ newStart, lines }) => [`@@ ${lineWord(newStart)} @@`, ...lines].join('\n')).join('\n');
}

/** With an end of its last line: a missing one is no difference for people. */
function whole(text: string): string {
  const lines = text.replaceAll('\r\n', '\n');
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}
