import { relative } from 'node:path';

/**
 * A Jest reporter beside the built-in ones. It shows how many test files are left and which ones run, where
 * the output is no terminal (there Jest does), and lists what was skipped.
 */
export default class Progress {
  #running = new Set();
  #root;
  #isPartial;

  constructor({ rootDir, testNamePattern }) {
    this.#root = rootDir;
    this.#isPartial = Boolean(testNamePattern);
  }

  onTestFileStart({ path }) {
    this.#running.add(relative(this.#root, path));
  }

  onTestFileResult({ path }, _result, { numTotalTestSuites, testResults }) {
    this.#running.delete(relative(this.#root, path));
    if (process.stderr.isTTY) return;
    const running = this.#running.size > 0 ? `; running ${[...this.#running].join(', ')}` : '';
    print(`     ${testResults.length} of ${numTotalTestSuites} test files done${running}`);
  }

  onRunComplete(_contexts, results) {
    if (this.#isPartial) return;
    const skipped = results.testResults.flatMap(({ testFilePath, testResults }) =>
      testResults
        .filter(({ status }) => status === 'pending' || status === 'todo')
        .map(({ fullName }) => `skipped: ${relative(this.#root, testFilePath)}: ${fullName}`),
    );
    if (skipped.length > 0) print(['', ...skipped].join('\n'));
  }
}

function print(line) {
  process.stderr.write(`${line}\n`);
}
