// Range requests (RFC 9110, 14): for seeking in players, and for resuming a download. One range at a time. A request for several
// gets the whole file, as the RFC allows.

export interface Part {
  first: number;
  last: number;
}

/** Null: the whole file. `none`: no part of the range is in the file. */
export function partOf(header: string | undefined, size: number): Part | 'none' | null {
  const range = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (!range) return null;
  const [, from = '', to = ''] = range;
  if (from === '' && to === '') return null;
  if (from === '') {
    const bytes = Math.min(Number(to), size);
    return bytes === 0 ? 'none' : { first: size - bytes, last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return null;
  return first < size ? { first, last } : 'none';
}
