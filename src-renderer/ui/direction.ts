// Which way the language that is spoken is read. Styles follow by themselves (start and end, not left and right); this is for
// what counts in pixels or names a key.

export function isRightToLeft(root: HTMLElement = document.documentElement): boolean {
  return root.dir === 'rtl';
}

/** The key as a reader from left to right would name it: the arrow to what comes next is always "ArrowRight". */
export function readingKey(key: string, isReversed = isRightToLeft()): string {
  if (!isReversed) return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}
