// Files come and go as they are, not as JSON: these are the addresses for it, and what the API's description says of them.
import type { Hono } from 'hono';
import type { UnderWay } from '../../domain/under-way.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import type { HttpDeps } from '../app.ts';
import type { HttpEnv } from '../env.ts';
import { ADDED_BACKUPS_PATH } from '../../../../src-shared/home-keeping.ts';
import { OWN_PICTURE_PATH } from '../../../../src-shared/profile.ts';
import { addBackup } from './add-backup.ts';
import { download } from './download.ts';
import { getPicture, putPicture } from './picture.ts';
import { upload } from './upload.ts';

const UPLOAD = '/api/rooms/:room_id/files';
const IS_UPLOAD = /^\/api\/(?:rooms\/[^/]+\/files|backups\/added)(?:\?|$)/;

export interface Uploads {
  blobs: Blobs;
  /** One file. */
  bytesMax: number;
  underWay: UnderWay;
  /** Bytes of files that are coming in, by account. */
  bytesUnderWay: UnderWay;
  /** What is free on the disk they come to. */
  freeBytes(): Promise<number>;
}

export function addFileRoutes(app: Hono<HttpEnv>, deps: HttpDeps): void {
  app.post(UPLOAD, async (c) => c.json(await upload(deps, c), 201));
  app.post(ADDED_BACKUPS_PATH, async (c) => c.json(await addBackup(deps, c), 201));
  app.put(OWN_PICTURE_PATH, async (c) => c.json(await putPicture(deps, c)));
  app.get('/api/people/:participant_id/picture/:sha256', (c) => getPicture(deps, c));
  for (const path of ['/api/files/:file_id', '/api/files/:file_id/:name']) app.get(path, (c) => download(deps, c));
}

/** A request whose body may take as long as it takes, as long as it comes. */
export function isUpload({ method, url = '' }: { method?: string | undefined; url?: string | undefined }): boolean {
  return method === 'POST' && IS_UPLOAD.test(url);
}
