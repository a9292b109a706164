import type { ExportFormat } from '../../../src-shared/exports.ts';
import type { ExportCounts, ExportJob } from './job.ts';
import { writeJsonl } from './jsonl.ts';
import { openMoment, type Moment } from './moment.ts';
import type { Sink } from './sink.ts';

const WRITERS: Record<ExportFormat, (moment: Moment, sink: Sink) => Promise<ExportCounts>> = {
  jsonl: writeJsonl,
};

export async function writeExport(job: ExportJob, sink: Sink): Promise<ExportCounts> {
  const moment = openMoment(job);
  try {
    const counts = await WRITERS[job.format](moment, sink);
    await sink.finish();
    return counts;
  } finally {
    moment.close();
  }
}
