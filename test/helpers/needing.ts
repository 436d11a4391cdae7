interface Runners {
  readonly describe: (name: string, body: () => void) => void;
  readonly test: (name: string, body: () => Promise<void>, timeoutMs?: number) => void;
}

/**
 * `describe` and `test` for tests that need a program which a newcomer may not have. Without it they are
 * skipped, and their names say what is missing. With `CI=true` no test may be skipped, so the file fails
 * instead.
 *
 * @param program as a person would look for it, such as `Chromium`
 */
export function needing(program: string, isInstalled: boolean): Runners {
  if (isInstalled) return { describe, test };
  if (process.env.CI === 'true')
    throw new Error(
      `${program} is not installed. With CI=true no test may be skipped. ` +
        'Run .ci/run, which installs what the tests need, or unset CI.',
    );
  const skipped = (name: string) => `${name} [skipped: ${program} is not installed]`;
  return {
    describe: (name, body) => describe.skip(skipped(name), body),
    test: (name, body, timeoutMs) => test.skip(skipped(name), body, timeoutMs),
  };
}
