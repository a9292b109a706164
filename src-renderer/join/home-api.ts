// The few things asked over HTTP: how a browser comes in. Everything else goes through the socket.
import * as z from 'zod/mini';
import { SESSION_ROUTES, type SessionRoute } from '../../src-shared/http.ts';
import { askOverHttp } from '../state/ask-http.ts';
import type { FetchFromHome } from '../state/home-fetch.ts';

type RequestOf<R extends SessionRoute> = z.input<(typeof SESSION_ROUTES)[R]['request']>;
type ReplyOf<R extends SessionRoute> = z.output<(typeof SESSION_ROUTES)[R]['reply']>;

export type AskHome = <R extends SessionRoute>(route: R, body: RequestOf<R>) => Promise<ReplyOf<R>>;

/** Rejects with AppError when the home refused, with ConnectionLost when it could not be reached. */
export function createAskHome(fetchFromHome: FetchFromHome): AskHome {
  return async <R extends SessionRoute>(route: R, body: RequestOf<R>): Promise<ReplyOf<R>> => {
    const [method = 'GET', path = '/'] = route.split(' ');
    const value = await askOverHttp(fetchFromHome, { method, path, ...(method === 'GET' ? {} : { body: JSON.stringify(body) }) });
    // It is of the route's own schema; TypeScript cannot follow that through a generic key of the table.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return z.parse(SESSION_ROUTES[route].reply, value) as ReplyOf<R>;
  };
}
