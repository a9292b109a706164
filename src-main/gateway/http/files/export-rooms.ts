// Downloads an export: GET /api/exports/file.
import { isForOwn } from '../../../../src-shared/exports.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { exportedRooms } from '../../domain/exports/commands.ts';
import { slugOf } from '../../export/names.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';

export async function exportRooms({ core, exports, version }: HttpDeps, { c, actor, request }: Asked<'export_rooms'>): Promise<Response> {
  const { scope, room_id, format } = request;
  const room_ids = exportedRooms(core, actor, request);
  if (scope === 'own' && !isForOwn(format))
    throw new AppError('invalid_payload', 'Your own messages can be exported as jsonl, markdown or html.');
  const { participant_id } = actor;
  const body = await exports.start({ format, scope, exporter_id: participant_id, room_ids, version, now: core.now() });
  const room = room_id === undefined ? null : core.directory.room(room_id)?.room;
  const what = slugOf(room?.name ?? (scope === 'own' ? 'my-messages' : core.directory.home.name), 'export');
  const day = new Date(core.now()).toISOString().slice(0, 10);
  return c.body(body, 200, {
    'content-type': 'application/zip',
    'content-disposition': `attachment; filename="lanai-${what}-${format}-${day}.zip"`,
    'cache-control': 'no-store',
  });
}
