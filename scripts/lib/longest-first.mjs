// The order of the integration tests: a file that takes long begins early, so that no worker is left with it at the end.
import path from 'node:path';
import { BaseSequencer } from 'vitest/node';

/**
 * The slowest files by name: in turn those that work and those that wait. Vitest itself knows durations only from an earlier
 * run, and a fresh clone has none.
 */
export const LONGEST = [
  'contract',
  'kill',
  'hostile-inputs',
  'serve',
  'wait',
  'fuzz',
  'firefox',
  'turns',
  'put-back',
  'start',
  'commands',
  'receivers',
  'rotated-key',
  'apply',
  'coordination',
  'scenarios',
].map((name) => `${name}.integration.test.ts`);

export default class LongestFirst extends BaseSequencer {
  async sort(specifications) {
    const sorted = await super.sort(specifications);
    return sorted.toSorted((a, b) => groupOf(a) - groupOf(b) || rankOf(a) - rankOf(b));
  }
}

const groupOf = ({ project }) => project.config.sequence.groupOrder;

function rankOf({ moduleId }) {
  const rank = LONGEST.indexOf(path.basename(moduleId));
  return rank === -1 ? LONGEST.length : rank;
}
