// A file on its way to a sealed room: it is sealed before the first byte leaves this device.
import { kindOfFile } from '../../../src-shared/files.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import type { RoomCipher } from '../../../src-shared/room-cipher.ts';
import type { SendFile } from '../send-file.ts';

/** Of a text that is larger the kind is not looked for. */
const TEXT_BYTES_MAX = 1024 * 1024;
const UNKNOWN = { type: 'application/octet-stream', width: null, height: null };

interface SealSeams {
  isSealed(roomId: string): boolean;
  cipherOf(roomId: string): RoomCipher | null;
  /** The one who uploads. */
  meId(): string | null;
  /** In its displayed size. Rejects for other files than images. */
  measure(file: Blob): Promise<{ width: number; height: number }>;
}

export function sealUploads(send: SendFile, seams: SealSeams): SendFile {
  return (roomId, file, onProgress) => {
    if (!seams.isSealed(roomId)) return send(roomId, file, onProgress);
    let cancel = (): void => undefined;
    let isCancelled = false;
    async function sealed(): ReturnType<SendFile>['file'] {
      const [cipher, meId] = [seams.cipherOf(roomId), seams.meId()];
      if (!cipher || meId === null) throw new Error('The key of this room is not on this device.');
      const { sealFile } = await import('../../../src-shared/sealed-files.ts');
      const content = new Uint8Array(await file.arrayBuffer());
      const { name, bytes } = sealFile(cipher, meId, content, { name: file.name, ...(await saidOf(file, content, seams.measure)) });
      if (isCancelled) throw new ConnectionLost('It was cancelled.');
      // The mark, the nonce and the tag are not the person's bytes.
      const sending = send(roomId, new File([new Uint8Array(bytes)], name), (sent) => onProgress(Math.min(sent, file.size)));
      cancel = sending.cancel;
      return sending.file;
    }
    return {
      file: sealed(),
      cancel() {
        isCancelled = true;
        cancel();
      },
    };
  };
}

/** The type of a file. The server detects it in other rooms, and cannot here. */
async function saidOf(file: File, content: Uint8Array, measure: SealSeams['measure']) {
  const kind = kindOfFile(file);
  if (kind === 'image') {
    const size = await measure(file).catch(() => null);
    return { type: file.type, width: size?.width ?? null, height: size?.height ?? null };
  }
  if (kind === 'audio' || kind === 'video') return { ...UNKNOWN, type: file.type };
  return isText(content)
    ? { ...UNKNOWN, type: kind === 'text' ? file.type : 'text/plain' }
    : { ...UNKNOWN, type: file.type || UNKNOWN.type };
}

function isText(content: Uint8Array): boolean {
  if (content.length === 0 || content.length > TEXT_BYTES_MAX || content.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return true;
  } catch {
    return false;
  }
}
