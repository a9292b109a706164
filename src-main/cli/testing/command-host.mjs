// Runs the built command again and again in one process, each time from the first line of its script: a new process for each
// takes several times as long. A run is over when nothing is left to do, as a process is.
import { createReadStream, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import vm from 'node:vm';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'];

const [node, , program, mark] = process.argv;
const source = readFileSync(program, 'utf8').replace(/^#!/, '//');
const run = vm.compileFunction(source, ['exports', 'require', 'module', '__filename', '__dirname'], { filename: program });
const require = createRequire(program);

process.on('message', ({ args, env, input }) => {
  process.argv = [node, program, ...args];
  process.exitCode = undefined;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
  let stdin;
  const read = () => (stdin ??= input === undefined ? createReadStream(devNull) : Readable.from([Buffer.from(input)]));
  Object.defineProperty(process, 'stdin', { configurable: true, get: read });
  process.channel.unref();
  const module = { exports: {} };
  run(module.exports, require, module, program, path.dirname(program));
});

process.on('beforeExit', (code) => {
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  process.stderr.removeAllListeners('error');
  // All that it said is before these.
  writeSync(1, mark);
  writeSync(2, mark);
  process.channel.ref();
  process.send({ code });
});
