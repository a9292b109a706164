// The words of a model server, for the people of a room: without an address or a key.
const QUOTE_CHARS_MAX = 200;
const READ_CHARS_MAX = 2000;

/** The parts that the words of a server must not show to the people of a room, in this order. */
const PRIVATE: readonly [RegExp, string][] = [
  // An address with a scheme, an IP address, and the name of a host. A name with a number between two dots is one of a field.
  [/\b[a-z][a-z\d+.-]*:\/\/\S+/gi, '…'],
  [/\[[\da-f]*:[\da-f:.%]*\](:\d+)?/gi, '…'],
  [/(?<![\w:])(?=[\da-f:]*\d)(?:[\da-f]{0,4}:){2,}[\da-f]{0,4}(?![\w:])/gi, '…'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/g, '…'],
  [/(?<![\w.-])(?!\S*\.\d+\.)(?:[\w-]+\.)+[a-z]{2,}\b(?::\d+)?/gi, '…'],
  [/\b(?:localhost(?::\d+)?|[a-z][\w-]*:\d{4,5})\b/gi, '…'],
  // A key, and all that follows the word.
  [/((?:key|token|bearer|secret|password|authorization|credential)s?(?![a-z]))(?<!tokens)(?=.*[\p{L}\p{N}]).*$/iu, '$1 …'],
  [/\b(?:sk|pk)[-_]\S+/gi, '…'],
  [/[\w*+/.=~%@:-]{20,}/g, '…'],
];

/** The server's words on one line, without anything that looks like a key or an address. */
export function quoted(message: string): string {
  const words = message.slice(0, READ_CHARS_MAX).replace(/[\p{C}\s]+/gu, ' ');
  const line = PRIVATE.reduce((text, [pattern, instead]) => text.replace(pattern, instead), words)
    .replace(/["“”]/g, "'")
    .trim()
    .replace(/[.!]+$/, '');
  const short = line.length > QUOTE_CHARS_MAX ? `${line.slice(0, QUOTE_CHARS_MAX).toWellFormed()}…` : line;
  return short === '' ? '' : ` (“${short}”)`;
}
