// Downloads the audit log: GET /api/audit/file.
import { requireAuditReader } from '../../domain/audit/commands.ts';
import { auditFile } from '../../domain/audit/file.ts';
import type { HttpDeps } from '../app.ts';
import type { Asked } from '../endpoints.ts';

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson; charset=utf-8' };

export function exportAudit({ core }: HttpDeps, { c, actor, request: { format } }: Asked<'export_audit'>): Response {
  requireAuditReader(core, actor);
  const pieces = auditFile(core, format);
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done) controller.close();
      else controller.enqueue(bytes.encode(piece.value));
    },
    cancel: () => void pieces.return(undefined),
  });
  return c.body(body, 200, {
    'content-type': TYPES[format],
    'content-disposition': `attachment; filename="lanai-audit.${format}"`,
    'cache-control': 'no-store',
  });
}
