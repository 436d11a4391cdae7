import { readCode } from '../../lib/review';
import { TYPE } from '../helpers/terraform';
import { codeOf, drift, entry, only, plan, state, verdicts } from './plans';

const ADMIN = state({ scope: 'admin' });
const content = plan({
  resource_changes: [entry({ before: ADMIN, after: ADMIN })],
  resource_drift: [drift({}, { scope: 'admin' })],
});

const withCode = (method: object) => only(content, { refreshed: 'yes', code: codeOf(method) });

test.each([
  [{ lifecycle: { ignore_changes: 'all' } }, 'drifted-kept'],
  [{ lifecycle: { ignore_changes: ['audience', 'scope'] } }, 'drifted-kept'],
  [{ lifecycle: { ignore_changes: ['audience'] } }, 'drifted-agreed'],
  [{ lifecycle: { prevent_destroy: true } }, 'drifted-agreed'],
  [{}, 'drifted-agreed'],
])('drift that is not put back is agreed or kept, by the lifecycle of the code: %j', (method, verdict) => {
  expect(verdicts(withCode(method)).scope).toBe(verdict);
});

test('an auth method of the same name in a module is not the one in the code', () => {
  const inModule = plan({
    resource_changes: [entry({}, { address: `module.m.${TYPE}.payments`, module_address: 'module.m' })],
  });
  const code = codeOf({ '//': { metadata: { path: 'stack/payments' } } });
  expect(only(inModule, { refreshed: 'yes', code }).constructPath).toBeUndefined();
});

test.each(['{', '[]'])('what is no synthesized code is refused: %s', (text) => {
  expect(() => readCode(text)).toThrow(
    'This is not the synthesized code (cdk.tf.json) of a stack. Synthesize it again.',
  );
});
