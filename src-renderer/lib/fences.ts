// The fences of Markdown around blocks of code.

/** The fence that is open after this line; null outside of code. `open`: the one before it. */
export function fenceAfter(open: string | null, line: string): string | null {
  const [, fence = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (fence === '') return open;
  if (open === null) return fence.startsWith('`') && rest.includes('`') ? null : fence;
  return fence[0] === open[0] && fence.length >= open.length && rest.trim() === '' ? null : open;
}
