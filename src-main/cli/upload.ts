// Uploads a file to the server over HTTP: frames are too small for it.
import { createReadStream, statSync } from 'node:fs';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { text as textOf } from 'node:stream/consumers';
import type * as z from 'zod/mini';
import { AppError } from '../../src-shared/errors.ts';
import { Problem } from '../../src-shared/http.ts';
import { findHome, identityOf, type AgentOptions } from './home-options.ts';
import { agentHeader, socketIn, webOrigin } from './web-origin.ts';

const NO_HTTP = 'A file is uploaded over HTTP: give the address of the server as http://host:port or https://host.';

/** Throws AppError with the server's reason, and UsageError for an address on which the key could be read. */
export async function uploadFile<T>(options: AgentOptions, path: string, file: string, reply: z.ZodMiniType<T>): Promise<T> {
  const { addresses, key } = findHome(options, process.env);
  const socketPath = socketIn(addresses);
  const response = await send(new URL(path, webOrigin(addresses, NO_HTTP)), file, {
    method: 'POST',
    agent: false,
    headers: {
      ...agentHeader(identityOf(options, process.env).name),
      authorization: `Bearer ${key}`,
      'content-type': 'application/octet-stream',
      'content-length': statSync(file).size,
    },
    ...(socketPath !== null && { socketPath }),
  });
  const text = await textOf(response);
  if (response.statusCode !== 200 && response.statusCode !== 201) throw refusalOf(response.statusCode ?? 0, text);
  return reply.parse(JSON.parse(text));
}

async function send(url: URL, file: string, options: RequestOptions): Promise<IncomingMessage> {
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options);
  const response = new Promise<IncomingMessage>((resolve, reject) => request.once('response', resolve).once('error', reject));
  // A server that refuses answers before it has the whole file.
  await Promise.race([response, pipeline(createReadStream(file), request)]);
  return response;
}

function refusalOf(status: number, text: string): AppError {
  try {
    return new AppError('invalid_payload', Problem.parse(JSON.parse(text)).detail);
  } catch {
    return new AppError('internal_error', `The server answered with ${status}.`);
  }
}
