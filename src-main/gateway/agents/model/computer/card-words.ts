// The names of files and folders on the card of a question.
const SHORT_CHARS_MAX = 80;

/** Its middle is left out, so that a title with two of them is shown whole. */
export function shortPath(path: string): string {
  if (path.length <= SHORT_CHARS_MAX) return path;
  const half = Math.floor((SHORT_CHARS_MAX - 1) / 2);
  return `${path.slice(0, half).toWellFormed()}…${path.slice(-half).toWellFormed()}`;
}

/** `text`: of the card. A folder whose name is shortened in the title is named there. */
export function inFolder(root: string, text: string): string {
  return root === shortPath(root) ? text : `Folder: ${root}\n\n${text}`;
}
