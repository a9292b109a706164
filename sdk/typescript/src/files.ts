// Files go over HTTP. A key is sent only where no other can read it: over https, and to this computer while the connection stands
// that has proved that the server listens there.
import { asError } from '../../../src-shared/client/pending-requests.ts';
import { uploadPath } from '../../../src-shared/files.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import { PROOF_HEADER } from '../../../src-shared/page-proof.ts';
import { asLanaiError, LanaiError, requireObject } from './error.ts';
import type { Platform } from './platform.ts';
import type { FileInfo } from './protocol.ts';

export interface TransferOptions {
  /** `totalBytes`: null where the server does not say. */
  onProgress?: (doneBytes: number, totalBytes: number | null) => void;
  signal?: AbortSignal;
}

export interface UploadOptions extends TransferOptions {
  /** Left out: the name of a File, or `file`. */
  name?: string;
}

/** In Node, `fs.openAsBlob(path)` makes one of a file without reading it into memory. */
export type FileContent = Blob | Uint8Array<ArrayBuffer> | ArrayBuffer | string;

/** Signs a request of a session. */
export interface RequestSigner {
  proof(method: string, path: string): string;
}

export interface FileDoor {
  url: URL;
  platform: Platform;
  headers: Record<string, string>;
  /** Resolves with the signer of a session, or null for a key, once the client is live. */
  live(): Promise<RequestSigner | null>;
}

export async function upload(door: FileDoor, roomId: string, content: FileContent, options: UploadOptions = {}): Promise<FileInfo> {
  const body = content instanceof Blob ? content : new Blob([content]);
  const name = options.name ?? (typeof File !== 'undefined' && content instanceof File ? content.name : 'file');
  const { url, headers } = await asked(door, 'POST', uploadPath(roomId, name === '' ? 'file' : name));
  const { onProgress, signal } = options;
  const answer = await reached(
    door.platform.upload({
      url,
      // The server looks for itself what it is.
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body,
      onProgress: (sent) => onProgress?.(sent, body.size),
      signal,
    }),
    signal,
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reply of this endpoint, from the server that has proved itself
  return (await objectOf(await accepted(answer), 'the upload')) as FileInfo;
}

/** The answer with the file as its body, to be read as it comes. */
export async function fetchFile(door: FileDoor, fileId: string, { signal }: Pick<TransferOptions, 'signal'> = {}): Promise<Response> {
  const { url, headers } = await asked(door, 'GET', `/api/files/${encodeURIComponent(fileId)}`);
  return accepted(await reached(fetch(url, { headers, signal: signal ?? null, redirect: 'error' }), signal));
}

export async function download(door: FileDoor, fileId: string, { onProgress, signal }: TransferOptions = {}): Promise<Uint8Array> {
  const answer = await fetchFile(door, fileId, { signal });
  const length = answer.headers.get('content-length');
  const total = length === null ? null : Number(length);
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  const reader = answer.body?.getReader();
  for (;;) {
    const part = await reached(reader?.read() ?? Promise.resolve(null), signal);
    if (!part?.value) break;
    chunks.push(part.value);
    onProgress?.((done += part.value.length), total);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

async function asked(door: FileDoor, method: string, path: string): Promise<{ url: string; headers: Record<string, string> }> {
  const signer = await door.live();
  const url = new URL(path, door.url);
  const isSecret = 'authorization' in door.headers;
  if (isSecret && url.protocol !== 'https:' && !isLoopbackHost(url.hostname))
    throw new LanaiError(
      'access_denied',
      'Files need https, or a server on this computer: over plain http the key could be read on its way.',
    );
  const proof: Record<string, string> = signer ? { [PROOF_HEADER]: signer.proof(method, `${url.pathname}${url.search}`) } : {};
  return { url: url.href, headers: { ...door.headers, ...proof } };
}

export async function reached<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new LanaiError('connection_lost', 'The connection was lost on the way.', { cause: error });
  }
}

export async function objectOf(answer: Response, asked: string): Promise<object> {
  const reply: unknown = await answer.json().catch(() => null);
  requireObject(reply, asked);
  return reply;
}

export async function accepted(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const problem: unknown = await answer.json().catch(() => null);
  const { code, detail } = { ...(typeof problem === 'object' ? problem : null) } as { code?: unknown; detail?: unknown };
  const error = asError({ code, message: detail ?? `The server answered with ${answer.status}.` });
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  if (Number.isNaN(seconds)) throw asLanaiError(error);
  throw new LanaiError(error.code, error.message, { cause: error, retryAfterMs: seconds * 1_000 });
}
