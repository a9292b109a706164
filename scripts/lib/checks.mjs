// The checks that look at the sources without running them. Each is one step that passes or fails.
import { checkCommits } from './commits.mjs';
import { runTool } from './project.mjs';

/** @typedef {{ name: string, passed: number, failed: number, skipped?: number, durationMs: number, output: string, failures?: import('./report.mjs').Failure[], flaky?: import('./report.mjs').Failure[] }} Step */

const TYPE_PROJECTS = [
  'src-shared',
  'src-main/gateway',
  'src-main/desktop',
  'src-main/cli',
  'src-renderer',
  'plugins/openclaw',
  'sdk/typescript',
  '.',
];
const LAYER_RULES = ['lanai(layers)', 'import(no-cycle)'];

/** All of them at once: each leaves a core idle for some of its time. */
export async function checkSources() {
  const checks = [checkCommits(), checkTypes(), checkLint(), checkFormat(), checkDeadCode()];
  return (await Promise.all(checks)).flat();
}

/** Every part with its own configuration, so that a page's types do not exist in the gateway, nor Node's in the renderer. */
export async function checkTypes() {
  return asStep('types', await runTool('typescript/bin/tsc', ['-b', ...TYPE_PROJECTS, '--pretty', 'false'], { capture: true }));
}

/** One run of oxlint, two steps: whether the imports point one way is worth its own line. */
export async function checkLint(args = []) {
  const ran = await runTool('oxlint/bin/oxlint', ['--type-aware', '--report-unused-disable-directives', '-f', 'json', ...args], {
    capture: true,
  });
  const diagnostics = parseDiagnostics(ran);
  const isLayer = ({ code }) => LAYER_RULES.includes(code);
  return [
    diagnosticsAsStep(
      'lint',
      diagnostics.filter((each) => !isLayer(each)),
      ran,
    ),
    diagnosticsAsStep('layers', diagnostics.filter(isLayer), ran),
  ];
}

export async function checkFormat(args = ['--check']) {
  return asStep('format', await runTool('oxfmt/bin/oxfmt', args, { capture: true }));
}

async function checkDeadCode() {
  return asStep('dead code', await runTool('knip/bin/knip.js', ['--no-progress'], { capture: true }));
}

function parseDiagnostics({ code, output }) {
  try {
    return JSON.parse(output).diagnostics;
  } catch {
    return [{ code: 'oxlint', message: output.trim() || `oxlint ended with exit code ${code}`, filename: '', labels: [] }];
  }
}

function diagnosticsAsStep(name, diagnostics, { durationMs }) {
  const lines = diagnostics.map(({ filename, labels, message, code }) => {
    const { line, column } = labels?.[0]?.span ?? {};
    return `${[filename, line, column].filter(Boolean).join(':')}: ${message} (${code})`;
  });
  return { name, passed: lines.length === 0 ? 1 : 0, failed: lines.length === 0 ? 0 : 1, durationMs, output: lines.sort().join('\n') };
}

function asStep(name, { code, output, durationMs }) {
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, durationMs, output: code === 0 ? '' : output };
}
