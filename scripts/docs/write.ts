import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DOCUMENTS } from './documents.ts';

for (const [file, make] of Object.entries(DOCUMENTS)) writeFileSync(path.join(import.meta.dirname, '../..', file), make());
