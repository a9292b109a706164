import { AppError } from '../../../src-shared/errors.ts';
import type { Platform, UploadRequest } from './platform.ts';
import { addressIn, listenTo } from './socket.ts';

export const browserPlatform: Platform = {
  openSocket(url, _cookie, listener) {
    return {
      ...listenTo(new WebSocket(url), listener),
      at() {
        const at = addressIn(url);
        if (at === null) throw new AppError('invalid_payload', 'A page proves a key over https, or to an IP address such as 127.0.0.1.');
        return at;
      },
    };
  },
  upload,
  cookieOf: () => undefined,
};

/** XMLHttpRequest, because fetch does not say how far an upload is. */
function upload({ url, headers, body, onProgress, signal }: UploadRequest): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    signal?.addEventListener('abort', abort);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => resolve(new Response(request.responseText, { status: request.status, headers: retryHeader(request) }));
    request.onerror = () => reject(new Error('The connection was lost on the way.'));
    request.onabort = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('It was cancelled.'));
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  });
}

function retryHeader(request: XMLHttpRequest): Record<string, string> {
  const value = request.getResponseHeader('retry-after');
  return value === null ? {} : { 'retry-after': value };
}
