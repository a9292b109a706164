// Why something failed, in words for people. Errors of the system have no such sentence.

/** A path, as the sentence names it. */
type Sentence = (path: string) => string;

const SYSTEM: Readonly<Record<string, Sentence>> = {
  ENOENT: (path) => `${path} does not exist`,
  EACCES: (path) => `this account may not use ${path}`,
  EPERM: (path) => `this account may not use ${path}`,
  EROFS: (path) => `${path} is on a disk that is read-only`,
  ENOSPC: () => 'the disk is full',
  EDQUOT: () => 'the disk space of this account is used up',
  EFBIG: (path) => `${path} is too large for its disk`,
  EISDIR: (path) => `${path} is a folder`,
  ENOTDIR: (path) => `${path} is inside a file, not inside a folder`,
  ENOTEMPTY: (path) => `${path} is a folder that is not empty`,
  EEXIST: (path) => `${path} exists already`,
  ELOOP: (path) => `${path} is a link that leads back to itself`,
  ENAMETOOLONG: () => 'the path or a name in it is too long',
  EINVAL: (path) => `the system does not accept ${path}`,
  EMFILE: () => 'too many files are open',
  ENFILE: () => 'too many files are open',
  EBUSY: (path) => `another program uses ${path}`,
  ETXTBSY: (path) => `another program uses ${path}`,
  EXDEV: (path) => `${path} is on another disk`,
  EIO: () => 'the disk could not be read or written',
  ENODEV: (path) => `${path} is no place for a file`,
  ENXIO: (path) => `${path} is no place for a file`,
  ENOTSUP: (path) => `the disk of ${path} cannot do that`,
  ENOMEM: () => 'the memory is full',
  EPIPE: () => 'nothing reads the output any more',
  ECONNREFUSED: () => 'nothing answers there',
  ECONNRESET: () => 'the connection was closed from the other side',
  ETIMEDOUT: () => 'there was no answer in time',
  EHOSTUNREACH: () => 'that computer cannot be reached',
  ENETUNREACH: () => 'that network cannot be reached',
  ENOTFOUND: () => 'there is no computer of that name',
  EAI_AGAIN: () => 'the name could not be looked up',
  EADDRINUSE: () => 'the address is taken by another program',
  EADDRNOTAVAIL: () => 'that is not an address of this computer',
  SQLITE_FULL: () => 'the disk is full',
  SQLITE_READONLY: () => 'the database is read-only',
  SQLITE_CANTOPEN: () => 'the database file cannot be opened',
  SQLITE_PERM: () => 'this account may not use the database file',
  SQLITE_IOERR: () => 'the disk could not be read or written',
  SQLITE_BUSY: () => 'another program uses the database',
  SQLITE_LOCKED: () => 'another program uses the database',
  SQLITE_NOTADB: () => 'the file is no database',
  SQLITE_CORRUPT: () => 'the database is damaged',
};

const UNKNOWN = 'The reason is not known.';

/** One sentence, or several; never empty. */
export function reasonOf(error: unknown): string {
  const words = wordsOf(error);
  if (words === '') return UNKNOWN;
  const first = words.charAt(0);
  // A path stays as it is.
  const path = pathOf(error);
  const begun = isOfSystem(error) && !(path !== null && words.startsWith(path)) ? first.toUpperCase() + words.slice(1) : words;
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error.trim();
  if (!(error instanceof Error)) return '';
  const sentence = systemSentence(error);
  if (sentence) return sentence(pathOf(error) ?? 'the file');
  if (error.message.trim() !== '') return error.message.trim();
  // An error that groups several, such as for a name with two addresses, has no message.
  const within: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return within === undefined ? '' : wordsOf(within);
}

function isOfSystem(error: unknown): boolean {
  return error instanceof Error && systemSentence(error) !== undefined;
}

function systemSentence(error: Error): Sentence | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // SQLite's codes have a second part for details.
  const known = SYSTEM[code] ?? SYSTEM[code.split('_').slice(0, 2).join('_')];
  // Words that were chosen for people win over the code that they carry along.
  return known && (code.startsWith('SQLITE_') || error.message === '' || error.message.startsWith(`${code}:`) || 'syscall' in error)
    ? known
    : undefined;
}

function pathOf(error: unknown): string | null {
  const of = (name: 'path' | 'dest' | 'address'): string | null => {
    const value: unknown = error instanceof Error && name in error ? Reflect.get(error, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return of('dest') ?? of('path') ?? of('address');
}
