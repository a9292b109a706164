// The handlers of the endpoints, by name. A row without a handler does not compile.
import type * as z from 'zod/mini';
import type { ENDPOINTS, EndpointName, EndpointRequest } from '../../../src-shared/endpoints/index.ts';
import type { Right } from '../../../src-shared/keys.ts';
import type { Actor } from '../domain/actor.ts';
import type { HttpDeps } from './app.ts';
import type { HttpContext } from './env.ts';
import { agentInviteEndpoints } from './agent-invites.ts';
import { exportAudit } from './files/export-audit.ts';
import { addBackup } from './files/add-backup.ts';
import { exportRooms } from './files/export-rooms.ts';
import { addImport } from './files/add-import.ts';
import { fetchBackup } from './files/fetch-backup.ts';
import { download } from './files/download.ts';
import { getPicture, putPicture } from './files/picture.ts';
import { upload } from './files/upload.ts';
import { friendEndpoints } from './friends.ts';
import { incomingWebhookEndpoints } from './incoming-webhooks.ts';
import { mcpEndpoints } from './mcp.ts';
import { homeEndpoints } from './home-endpoints.ts';
import { sessionEndpoints } from './sessions.ts';
import { trustEndpoints } from './trust.ts';
import { streamEvents } from './event-stream.ts';

type Row<E extends EndpointName> = (typeof ENDPOINTS)[E];
export type ActorOf<E extends EndpointName> = Row<E>['access'] extends { right: Right } ? Actor : null;

export interface Asked<E extends EndpointName> {
  c: HttpContext;
  /** The caller, where the row requires a permission. The request was counted, and the permission was checked. */
  actor: ActorOf<E>;
  request: EndpointRequest<E>;
}

/** A reply in JSON. */
export interface Done<R> {
  reply: R;
  cookie?: string;
}

type Outcome<E extends EndpointName> = Row<E>['reply'] extends z.ZodMiniType
  ? Done<z.infer<Row<E>['reply']>> | (Row<E> extends { streamed: object } ? Response : never)
  : Response;

export type Endpoints = { [E in EndpointName]: (asked: Asked<E>) => Outcome<E> | Promise<Outcome<E>> };

export function createEndpoints(deps: HttpDeps): Endpoints {
  return {
    ...homeEndpoints(deps),
    ...sessionEndpoints(deps),
    ...agentInviteEndpoints(deps),
    ...friendEndpoints(deps),
    ...incomingWebhookEndpoints(deps),
    ...mcpEndpoints(deps),
    ...trustEndpoints(deps),
    stream: (asked) => streamEvents(deps, asked),
    upload_file: async (asked) => ({ reply: await upload(deps, asked) }),
    fetch_file: (asked) => download(deps, asked),
    fetch_named_file: (asked) => download(deps, asked),
    set_picture: async (asked) => ({ reply: await putPicture(deps, asked) }),
    fetch_picture: (asked) => getPicture(deps, asked),
    fetch_backup: (asked) => fetchBackup(deps, asked),
    export_rooms: (asked) => exportRooms(deps, asked),
    export_audit: (asked) => exportAudit(deps, asked),
    add_import: async (asked) => ({ reply: await addImport(deps, asked) }),
    add_backup: async (asked) => ({ reply: await addBackup(deps, asked) }),
  };
}
