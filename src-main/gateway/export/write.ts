import type { ExportFormat } from '../../../src-shared/exports.ts';
import { writeHtml } from './html.ts';
import type { ExportCounts, ExportJob } from './job.ts';
import { writeJsonl } from './jsonl.ts';
import { writeMarkdown } from './markdown.ts';
import { openMoment, type Moment } from './moment.ts';
import type { Sink } from './sink.ts';
import { writeSlack } from './slack.ts';

const WRITERS: Record<ExportFormat, (moment: Moment, sink: Sink) => Promise<ExportCounts>> = {
  jsonl: writeJsonl,
  markdown: writeMarkdown,
  html: writeHtml,
  slack: writeSlack,
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
