import { AppError } from '../../../src-shared/errors.ts';
import { FRAME_BYTES_MAX } from '../../../src-shared/limits.ts';
import type { HttpEnv } from './app.ts';

/** A JSON body, read from the socket itself and no larger than a frame. Throws `unsupported_media_type`, `payload_too_large`, `invalid_payload`. */
export async function readJson(request: Request, { incoming }: HttpEnv['Bindings']): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/(?:[a-z.+-]+\+)?json\b/i.test(type)) throw new AppError('unsupported_media_type');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > FRAME_BYTES_MAX) throw new AppError('payload_too_large', `A request has at most ${FRAME_BYTES_MAX} bytes.`);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new AppError('invalid_payload', 'The body is not JSON.');
  }
}
