const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

/**
 * For `node --require`: compiles TypeScript as it is loaded, in a third of the time that tsx takes to start.
 */
require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
