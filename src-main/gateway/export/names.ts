// Names of entries that other programs and people see. Of the names that users chose only letters and digits of ASCII remain: no path,
// no name that a system reserves, no character that changes the direction of reading.
import type { FileInfo } from '../../../src-shared/files.ts';

const SLUG_CHARS_MAX = 40;
const ENDING = /\.([a-z0-9]{1,8})$/i;
/** A browser runs scripts in these when they are opened from the disk. */
const ACTIVE = /^(?:x?html?|xht|shtml?|svgz?|xml|xsl|mhtml?|htc|hta|js|mjs)$/i;

export function slugOf(name: string, otherwise: string): string {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_CHARS_MAX)
    .replace(/^-|-$/g, '');
  return slug === '' ? otherwise : slug;
}

/** The name of a content beside a document: its hash, and the ending of the first file that has it. */
export function contentName({ sha256, name }: Pick<FileInfo, 'sha256' | 'name'>): string {
  const ending = ENDING.exec(name)?.[1]?.toLowerCase();
  if (ending === undefined) return `files/${sha256}`;
  return `files/${sha256}.${ending}${ACTIVE.test(ending) ? '.txt' : ''}`;
}

/** Gives each name once: those that come later are numbered. */
export function uniqueNames(): (name: string) => string {
  const used = new Set<string>();
  return (name) => {
    let unique = name;
    for (let number = 2; used.has(unique); number += 1) unique = `${name}-${number}`;
    used.add(unique);
    return unique;
  };
}
