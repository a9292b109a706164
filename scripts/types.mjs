// Checks the types of every part with its own configuration; prints what is wrong in any of them.
import { main } from './lib/main.mjs';
import { say, runTool } from './lib/project.mjs';

const PROJECTS = ['src-shared', 'src-main/gateway', 'src-main/desktop', 'src-main/cli', 'src-renderer', '.'];

await main(async () => {
  const { code } = await runTool('typescript/bin/tsc', ['-b', ...PROJECTS]);
  if (code !== 0) throw new Error('The types do not fit.');
  say(`The types fit in ${PROJECTS.length} projects.`);
});
