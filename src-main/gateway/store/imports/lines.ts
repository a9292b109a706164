// The lines of a text that is too large to be read at once.

/** A longer line is cut: no program writes one. */
const LINE_CHARS_MAX = 8 * 1024 * 1024;

/** Without line feeds. The last one need not end with one. Bytes that are no UTF-8 become unknown characters. */
export async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = (lines.pop() ?? '').slice(0, LINE_CHARS_MAX);
    yield* lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield rest;
}
