// The path of a file as a model writes it, before the disk is asked.
import path from 'node:path';

const PART_BYTES_MAX = 255;
const PARTS_MAX = 64;
const CONTROL = /\p{Cc}/u;
/** Devices, in every folder of Windows. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|com[\d¹²³]|lpt[\d¹²³])(?:\.|$)/i;
/** Git starts programs that stand there. `GIT~1` is the same folder on Windows. */
const GIT = /^(?:\.git|git~\d+)$/i;

/** The parts of a path within the folder; none is the folder itself. Otherwise why it is no such path, as a sentence. */
export function partsOf(written: string, platform: NodeJS.Platform): string[] | string {
  if (CONTROL.test(written)) return 'A path has no control characters.';
  const text = platform === 'win32' ? written.replaceAll('\\', '/') : written;
  if (text.startsWith('/') || path.win32.isAbsolute(text) || /^[a-z]:/i.test(text))
    return 'Write the path from the folder, not from the root.';
  if (text.startsWith('~')) return 'A path that begins with ~ is not in the folder.';
  if (text.includes('\\')) return 'Write / between folders.';
  const parts = text.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return 'A path cannot lead out of the folder.';
  if (parts.length > PARTS_MAX || parts.some((part) => Buffer.byteLength(part) > PART_BYTES_MAX)) return 'The path is too long.';
  if (platform === 'win32' && parts.some(isOdd)) return 'Windows does not allow such a name.';
  return parts;
}

/** Device names, streams, and names that Windows takes for other ones. */
function isOdd(part: string): boolean {
  return DEVICE.test(part) || /[<>:"|?*]/.test(part) || /[. ]$/.test(part) || /~\d/.test(part);
}

export function isOfGit(parts: readonly string[]): boolean {
  return parts.some((part) => GIT.test(plainName(part)));
}

/** As file systems compare names: macOS ignores some characters that are not seen. */
export function plainName(part: string): string {
  return part
    .normalize('NFKC')
    .replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/[. ]+$/, '');
}
