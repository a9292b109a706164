// Checks how commits name themselves, from the one on that added this check. Older ones followed no rule.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT, run } from './project.mjs';

const THIS_FILE = 'scripts/lib/commits.mjs';
const SUBJECT_LENGTH_MAX = 72;

const MERGE = /^merge\b/i;
const UNFINISHED = /^(?:fixup|squash|amend)!|\bwip\b/i;
/** `gateway: `, `gateway, desktop: `. */
const AREAS = /^[a-z\d][\w./-]*(?:, [a-z\d][\w./-]*)*: /;
const FIRST_WORD = /^[a-z]+(?:-[a-z]+)*(?![\w'’-])/;
/** Endings of the past, of the continuous form, and of the third person. */
const ENDING = /(?:ed|ing|[^s]s)$/;
/** Verbs that have such an ending by themselves. */
const VERBS = new Set(
  'bleed breed embed exceed feed heed need proceed seed shed shred speed succeed bring ping ring spring string bias focus'.split(' '),
);
const NO_VERBS = new Set(
  'a all an another any each every it more new no nobody not nothing one our some that the there these this those what when who'.split(' '),
);

/** They landed beside this check, from trees that did not have it. */
const EXCUSED = new Set([
  'snapshot: one reducer for each type of event, in a table',
  'http: endpoints are rows too, answered through one door',
  'events: one row per event, with its audience',
  'commands: one row per command, with its address',
  'e2e: one tour per language with every check at each stop',
]);

/** @returns {string | null} what is wrong with the first line of a commit message */
export function faultOf(subject) {
  if (EXCUSED.has(subject)) return null;
  if (MERGE.test(subject)) return 'it is a merge: rebase instead';
  if (UNFINISHED.test(subject)) return 'it is unfinished work: squash it, or name what it does';
  if (subject.length > SUBJECT_LENGTH_MAX) return `it has ${subject.length} characters, and may have ${SUBJECT_LENGTH_MAX}`;
  const areas = AREAS.exec(subject);
  if (!areas) return 'it does not begin with its area, as in "store: batch by size too"';
  const verb = FIRST_WORD.exec(subject.slice(areas[0].length))?.[0];
  return verb && isImperative(verb)
    ? null
    : 'its area is not followed by a verb that says to do something, as in "store: batch by size too"';
}

function isImperative(word) {
  return VERBS.has(word) || (!NO_VERBS.has(word) && !ENDING.test(word));
}

/** @returns {Promise<import('./checks.mjs').Step>} skipped, and why, where there is no history to read */
export async function checkCommits(folder = ROOT) {
  const startedAt = Date.now();
  const { output, ...counts } = await lookAt(folder);
  return { name: 'commits', passed: 0, failed: 0, ...counts, durationMs: Date.now() - startedAt, output };
}

async function lookAt(folder) {
  // A folder above may be a repository of something else.
  if (!existsSync(path.join(folder, '.git'))) return skipped('There is no git history here: the subjects of commits were not checked.');
  const git = (...args) => run('git', args, { cwd: folder, capture: true });
  const added = await git('log', '--follow', '--diff-filter=A', '--format=%H', '--', THIS_FILE);
  if (added.code !== 0) return skipped(`The subjects of commits were not checked, because git said: ${added.output.trim()}`);
  const first = added.output.trim().split('\n').at(-1);
  if (!first) return skipped(`The subjects of commits were not checked: none of them adds ${THIS_FILE} yet.`);
  const log = await git('log', '--format=%h %s', `${first}..HEAD`);
  if (log.code !== 0) return { failed: 1, output: log.output };
  const faults = log.output.split('\n').filter(Boolean).flatMap(faultsOfLine);
  return faults.length > 0 ? { failed: 1, output: faults.join('\n') } : { passed: 1, output: '' };
}

function faultsOfLine(line) {
  const [, hash, subject] = /^(\S+) (.*)$/.exec(line) ?? ['', '', line];
  const fault = faultOf(subject);
  return fault ? [`${hash} "${subject}": ${fault}.`] : [];
}

const skipped = (output) => ({ skipped: 1, output });
