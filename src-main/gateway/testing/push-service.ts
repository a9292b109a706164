// A push service for tests: it hands out endpoints, checks the server's token, decrypts what it is sent with the keys of the device, and
// answers as well or as badly as a test wants it to. RFC 8030, 8188, 8291 and 8292, written apart from the sender.
import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface TestDevice {
  endpoint: string;
  p256dh: string;
  auth: string;
}

export interface ReceivedPush {
  endpoint: string;
  headers: IncomingHttpHeaders;
  bytes: number;
  /** The claims of the token, whose signature was good. */
  claims: { aud: string; exp: number; sub: string };
  /** The key of the server in base64url. */
  key: string;
  notification: { title: string; body: string; navigate: string; tag: string };
}

export type AnswerPush = (response: ServerResponse, push: ReceivedPush) => void;

export interface PushService {
  readonly origin: string;
  readonly received: readonly ReceivedPush[];
  /** How it answers from now on. */
  answer: AnswerPush;
  device(): TestDevice;
  isOwn(url: URL): boolean;
  close(): Promise<void>;
}

export const acceptPush: AnswerPush = (response) => response.writeHead(201, { location: '/m/1' }).end();
export const answerWith =
  (status: number, headers: Record<string, string> = {}, body = ''): AnswerPush =>
  (response) =>
    response.writeHead(status, headers).end(body);

interface Declarative {
  web_push: number;
  notification: ReceivedPush['notification'];
}

interface Held {
  privateKey: Buffer;
  auth: Buffer;
}

export async function startPushService(): Promise<PushService> {
  const devices = new Map<string, Held>();
  const received: ReceivedPush[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', () => response.destroy());
    request.once('end', () => {
      const device = devices.get(request.url ?? '');
      if (!device || request.method !== 'POST') return response.writeHead(404).end();
      const body = Buffer.concat(chunks);
      const { claims, key } = tokenOf(request.headers.authorization ?? '');
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests look at it
      const { web_push, notification } = JSON.parse(decrypt(body, device).toString()) as Declarative;
      if (web_push !== 8030) throw new Error('The push is not declarative.');
      const push = { endpoint: `${origin}${request.url}`, headers: request.headers, bytes: body.length, claims, key, notification };
      received.push(push);
      service.answer(response, push);
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: PushService = {
    origin,
    received,
    answer: acceptPush,
    device() {
      const own = createECDH('prime256v1');
      const path = `/push/${randomBytes(6).toString('hex')}`;
      const auth = randomBytes(16);
      devices.set(path, { privateKey: (own.generateKeys(), own.getPrivateKey()), auth });
      return { endpoint: `${origin}${path}`, p256dh: own.getPublicKey('base64url'), auth: auth.toString('base64url') };
    },
    isOwn: (url) => url.origin === origin,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return service;
}

function tokenOf(authorization: string): Pick<ReceivedPush, 'claims' | 'key'> {
  const [, header = '', claims = '', signature = '', key = ''] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const point = Buffer.from(key, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${header}.${claims}`);
  if (!verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url')))
    throw new Error('The token of the server has no good signature.');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests look at it
  return { claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as ReceivedPush['claims'], key };
}

export function decrypt(body: Buffer, { privateKey, auth }: Held): Buffer {
  const own = createECDH('prime256v1');
  own.setPrivateKey(privateKey);
  const salt = body.subarray(0, 16);
  const keyEnd = 21 + body.readUInt8(20);
  const theirs = body.subarray(21, keyEnd);
  const part = (secret: Buffer, from: Buffer, info: Buffer, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', secret, from, info, length));
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), theirs]);
  const secret = part(own.computeSecret(theirs), auth, info, 32);
  const key = part(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = part(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(body.subarray(-16));
  const record = Buffer.concat([decipher.update(body.subarray(keyEnd, -16)), decipher.final()]);
  const end = record.lastIndexOf(2);
  if (record.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('The padding of the push is not zeros.');
  return record.subarray(0, end);
}
