/** Set by jest.full.config.mjs. */
declare global {
  var FULL_RUN: boolean | undefined;
}

/** Whether this is `npm run test:full`. `npm test` and `npx jest` are not. */
export const fullRun = globalThis.FULL_RUN === true;

/**
 * The seed of everything random in the tests. It is fixed in `npm test`, so that a change is never blamed for
 * bad luck. The full run takes a new one, which Jest prints; `npm run test:full -- --seed=N` repeats it, and
 * `.ci/run` gives it the same one each time.
 */
export const seed = fullRun ? jest.getSeed() : 1;

/** A test that the gate leaves to the full run, for files that both of them run. */
export const inFullRun: Pick<jest.It, 'each'> & ((...test: Parameters<jest.It>) => void) = fullRun
  ? test
  : Object.assign(() => undefined, { each: () => () => undefined });
