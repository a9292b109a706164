// A Vitest reporter for errors that belong to no test: a file did not load, a hook failed, or nothing handled a rejection.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './project.mjs';

/** The file that it writes: a JSON array of `{ name, message }`. */
export const ERRORS_FILE = 'LANAI_TEST_ERRORS_FILE';

export default class ErrorsReporter {
  async onTestRunEnd(modules, unhandled) {
    const errors = [...modules.flatMap((module) => errorsOfModule(module)), ...unhandled.map((error) => unhandledError(error))];
    await writeFile(process.env[ERRORS_FILE], JSON.stringify(errors));
  }
}

/** @returns {import('./report.mjs').Failure[]} */
function errorsOfModule(module) {
  const file = relative(module.moduleId);
  const ofFile = module.errors().map((error) => ({ name: file, message: textOf(error) }));
  const suites = [...module.children.allSuites()];
  const ofHooks = suites.flatMap((suite) =>
    suite.errors().map((error) => ({ name: `${file}: ${suite.fullName}`, message: textOf(error) })),
  );
  return [...ofFile, ...ofHooks];
}

function unhandledError(error) {
  const { VITEST_TEST_PATH: file, VITEST_TEST_NAME: test } = error;
  const where = file ? [relative(file), test].filter(Boolean).join(': ') : 'outside of the tests';
  return { name: where, message: `${error.type ?? 'Unhandled error'}: ${textOf(error)}` };
}

const relative = (file) => path.relative(ROOT, file);
const textOf = ({ message, stack }) => stack ?? message;
