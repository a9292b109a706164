// The headers of a file's response. Files come from any member and are served from the app's own origin, so none may run code. Only
// types that cannot hold a program are shown inline, and even those as documents without scripts, forms or an origin.
import { kindOfFile, SEALED_NAME, type FileInfo } from '../../../../src-shared/files.ts';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';

const POLICY = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/**
 * The endings that a file's name may have, by its type. The first is added to a name with another ending: an image that is called
 * `x.html` would be saved as a page.
 */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png', 'apng'],
  'image/apng': ['png', 'apng'],
  'image/jpeg': ['jpg', 'jpeg', 'jpe', 'jfif'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'audio/mpeg': ['mp3', 'mpga', 'mp2'],
  'audio/ogg': ['ogg', 'oga', 'opus'],
  'audio/wav': ['wav'],
  'audio/mp4': ['m4a', 'mp4'],
  'audio/x-m4a': ['m4a', 'mp4'],
  'audio/webm': ['weba', 'webm'],
  'audio/flac': ['flac'],
  'video/mp4': ['mp4', 'm4v'],
  'video/webm': ['webm'],
  'video/ogg': ['ogv', 'ogg'],
  'application/pdf': ['pdf'],
};

type Served = Pick<FileInfo, 'name' | 'type' | 'sha256'>;

export function fileHeaders(file: Served, { isDownload }: { isDownload: boolean }): Record<string, string> {
  const isInline = !isDownload && isShownInPlace(file);
  return {
    ...SECURITY_HEADERS,
    'content-security-policy': POLICY,
    'content-type': contentType(file),
    'content-disposition': disposition(isInline ? 'inline' : 'attachment', isSealed(file.name) ? SEALED_NAME : nameOf(file)),
    // A browser asks each time whether it may still have the file. The tag saves the bytes.
    'cache-control': 'private, no-cache',
    // Not cached: the next user of this browser must not get the files of the previous one.
    vary: 'cookie, authorization',
    etag: etagOf(file),
    'accept-ranges': 'bytes',
  };
}

/** Never shown in place, and kept in no cache: it is large, and holds everything. */
export function backupHeaders(name: string, etag: string): Record<string, string> {
  return {
    ...SECURITY_HEADERS,
    'content-security-policy': POLICY,
    'content-type': 'application/octet-stream',
    'content-disposition': disposition('attachment', name),
    'cache-control': 'private, no-store',
    etag,
    'accept-ranges': 'bytes',
  };
}

export function etagOf({ sha256 }: Pick<FileInfo, 'sha256'>): string {
  return `"${sha256}"`;
}

/** Its name, with an ending of its type. */
function nameOf({ name, type }: Served): string {
  const endings = ENDINGS[type];
  const ending = /\.([^.]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return endings === undefined || endings.includes(ending) ? name : `${name}.${endings[0]}`;
}

function isShownInPlace(file: Served): boolean {
  const kind = kindOfFile(file);
  return kind === 'image' || kind === 'audio' || kind === 'video';
}

/** SVG and HTML are sent as text: with the sandbox and `nosniff` that is belt and braces. */
function contentType(file: Served): string {
  if (isShownInPlace(file) || file.type === 'application/pdf') return file.type;
  return kindOfFile(file) === 'text' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

/** RFC 6266: the name twice, in ASCII for old programs and in full as RFC 8187 writes it. */
function disposition(how: 'inline' | 'attachment', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  return `${how}; filename="${ascii}"; filename*=UTF-8''${extValue(name)}`;
}

function extValue(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
