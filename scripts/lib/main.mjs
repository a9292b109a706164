import { say } from './project.mjs';

/** Runs a script; what goes wrong is one message and exit code 1, not a stack trace. */
export async function main(task) {
  try {
    await task();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
