// The shape of an endpoint's row. An endpoint is an address of the HTTP API that is no command: signing in, bytes, streams.
import type * as z from 'zod/mini';
import type { AuditFailure, AuditRule } from '../audit.ts';
import type { Address } from '../commands/row.ts';
import type { Right } from '../keys.ts';

/** The clients that may ask. */
export type Access =
  | 'public'
  /** The page of a session. */
  | 'session'
  /** A session, or a key with this right. */
  | { right: Right }
  /** Any client that knows the secret in this field of the request. Clients that guess are slowed down. */
  | { secret: string }
  /** The handler decides; this sentence says how. */
  | { special: string };

/** An answer that is not JSON. */
export interface Content {
  contentType: string;
  description: string;
}

export interface EndpointRow {
  title: string;
  summary: string;
  access: Access;
  /** The fields of the path, the query and a JSON body. */
  request: z.ZodMiniObject;
  /** `raw`: the body is a file. Then the fields that are not in the path come from the query. */
  body?: 'none' | 'json' | 'raw';
  reply: z.ZodMiniType | Content;
  /** The content of the answer, where the request has this field. It is sent while it comes, so it is not kept to be repeated. */
  streamed?: Content & { field: string };
  http: Address;
  /** Of a success; 200 when it is left out. */
  status?: 200 | 201;
  /** Other statuses that are no errors, and what they mean. */
  alsoStatus?: Readonly<Record<number, string>>;
  /** Headers of the request that change the answer. */
  headers?: Readonly<Record<string, string>>;
  /** It changes nothing. */
  readOnly: boolean;
  /** As for a command. */
  audit?: AuditRule;
  /** The kind of entry for a failed attempt. */
  auditFailure?: AuditFailure;
}

export function isContent(reply: EndpointRow['reply']): reply is Content {
  return 'contentType' in reply;
}
