// One file on its way to the home. XMLHttpRequest, because fetch does not say how far an upload is.
import { FileInfo, uploadPath } from '../../src-shared/files.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { PROOF_HEADER } from '../../src-shared/page-proof.ts';
import { proofFor, type SignerNow } from './home-fetch.ts';
import { errorOf } from '../strings/error-message.ts';

export interface Sending {
  /** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
  file: Promise<FileInfo>;
  cancel(): void;
}

export type SendFile = (roomId: string, file: File, onProgress: (sentBytes: number) => void) => Sending;

export function createSendFile(createRequest: () => XMLHttpRequest, signerNow: SignerNow): SendFile {
  return (roomId, file, onProgress) => {
    const request = createRequest();
    const sent = new Promise<FileInfo>((resolve, reject) => {
      request.upload.onprogress = ({ loaded }) => onProgress(loaded);
      request.onload = () => {
        const value = asJson(request.responseText);
        const info = FileInfo.safeParse(value);
        if (request.status === 201 && info.success) resolve(info.data);
        else reject(errorOf(value));
      };
      request.onerror = () => reject(new ConnectionLost('The connection was lost on the way.'));
      request.onabort = () => reject(new ConnectionLost('It was cancelled.'));
      const path = uploadPath(roomId, file.name === '' ? 'file' : file.name);
      const proof = proofFor(signerNow, 'POST', path);
      request.open('POST', path);
      request.setRequestHeader(PROOF_HEADER, proof);
      // The home looks for itself what it is.
      request.setRequestHeader('content-type', 'application/octet-stream');
      request.send(file);
    });
    return { file: sent, cancel: () => request.abort() };
  };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
