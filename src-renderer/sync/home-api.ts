// The few things asked over HTTP: how a browser comes in. Everything else goes through the socket.
import * as z from 'zod/mini';
import { INVITE_ENDPOINTS } from '../../src-shared/endpoints/invites.ts';
import { SESSION_ENDPOINTS } from '../../src-shared/endpoints/sessions.ts';
import { requestOverHttp } from './http-request.ts';
import type { FetchFromHome } from './home-fetch.ts';

const ENDPOINTS = { ...SESSION_ENDPOINTS, ...INVITE_ENDPOINTS };
type Name = keyof typeof ENDPOINTS;
type RequestOf<N extends Name> = z.input<(typeof ENDPOINTS)[N]['request']>;
type ReplyOf<N extends Name> = z.output<(typeof ENDPOINTS)[N]['reply']>;

export type AskHome = <N extends Name>(name: N, body: RequestOf<N>) => Promise<ReplyOf<N>>;

/** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export function createAskHome(fetchFromHome: FetchFromHome): AskHome {
  return async <N extends Name>(name: N, body: RequestOf<N>): Promise<ReplyOf<N>> => {
    const { http, reply } = ENDPOINTS[name];
    const [method = 'GET', path = '/'] = http.split(' ');
    const value = await requestOverHttp(fetchFromHome, { method, path, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) });
    // It is of the endpoint's own schema; TypeScript cannot follow that through a generic key of the table.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return z.parse(reply, value) as ReplyOf<N>;
  };
}
