// The shape of a command's row: everything about a command except the code that does it.
import type * as z from 'zod/mini';
import type { AuditRule } from '../audit.ts';
import type { Right } from '../keys.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
/** A method and a path. A parameter of the path has the name of a field of the request: `GET /api/rooms/:room_id`. */
export type Address = `${Method} /${string}`;

export interface HttpRoute {
  route: Address;
  /** Fields of the request whose values the address itself gives. */
  fixed?: Readonly<Record<string, boolean>>;
  /** The status of a success; 200 when it is left out. */
  status?: 200 | 201;
}

/** The addresses of a command in the REST API, or the reason why it has none. */
export type Http = Address | HttpRoute | readonly HttpRoute[] | { none: string };

export interface CommandRow {
  /** A short name for people: `Send a message`. */
  title: string;
  /** One sentence about the effect. */
  summary: string;
  /** The right that a key needs. */
  right: Right;
  request: z.ZodMiniObject;
  reply: z.ZodMiniType;
  http: Http;
  /** It changes nothing. */
  readOnly: boolean;
  /** It needs an open connection, because presence in a room lasts as long as a connection. */
  seat?: true;
  /** The reply may be long, so accounts take turns to ask for it. */
  largeReply?: true;
  /** The rule for the audit log. A command that changes something and needs `admin` must have it: a test looks for that. */
  audit?: AuditRule;
}
