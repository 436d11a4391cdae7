const Sequencer = require('@jest/test-sequencer').default;

/**
 * Starts the files with the real Terraform first, so that no long one is left for a single worker at the end.
 */
module.exports = class LongFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => /\/test\/(acceptance|examples)\//.test(path);
    const sorted = super.sort(tests);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
