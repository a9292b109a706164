import { filePath } from '../../../src-shared/files.ts';
import type { ShownFile } from '../../sync/sealed/shown-file.ts';
import type { App } from '../../sync/store.ts';

/** The start of a file as text; so many bytes of it. */
export async function textOf(
  file: ShownFile,
  { openedFiles, fetch }: Pick<App, 'openedFiles' | 'fetch'>,
  { bytes, signal }: { bytes: number; signal: AbortSignal },
): Promise<string> {
  if (file.seal !== undefined) return new TextDecoder().decode((await openedFiles.bytesOf(file)).subarray(0, bytes));
  const answer = await fetch(filePath(file), { headers: { range: `bytes=0-${bytes - 1}` }, signal });
  if (!answer.ok) throw new Error(`The home answered with ${answer.status}.`);
  return answer.text();
}
