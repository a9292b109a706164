// One JSON object a line.
import { isFields, type Fields } from './fields.ts';
import { linesOf } from './lines.ts';

/** Null: the line is no object. Empty lines are passed over. */
export async function* jsonLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Fields | null, void, undefined> {
  for await (const line of linesOf(bytes)) if (line.trim() !== '') yield parsed(line);
}

function parsed(line: string): Fields | null {
  try {
    const value: unknown = JSON.parse(line.replace(/^\uFEFF/, ''));
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
}
