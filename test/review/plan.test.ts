import { readPlan, reviewPlan } from '../../lib/review';
import { entry, plan, state } from './plans';

const refusal = (content: string | Uint8Array) => {
  try {
    readPlan(content);
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'read';
};

const NO_PLAN =
  'ReviewError: This is not the JSON of a plan. Make it with `terraform plan -out FILE`, then `terraform show -json FILE`, and pass it on unchanged (with setup-terraform, set terraform_wrapper: false).';

test.each([
  ['a plan that was cut off', plan().slice(0, -20)],
  ['text', 'No changes. secret-value'],
  ['another JSON', '[1]'],
  ["a state's JSON", '{"format_version":"1.0","values":{"root_module":{}}}'],
])('%s is refused in words that quote nothing of it', (_what, content) => {
  expect(refusal(content)).toBe(NO_PLAN);
});

test('another major format is refused, another minor one is read', () => {
  expect(refusal(plan({ format_version: '2.0' }))).toBe(
    'ReviewError: The plan has the format_version "2.0". This version of the review does not know it. Update this package.',
  );
  expect(refusal(plan({ format_version: '1.99', something_new: {} }))).toBe('read');
});

test('a plan that ended with an error is refused without its log, which has the error', () => {
  expect(() => reviewPlan(readPlan(plan({ errored: true })))).toThrow(
    'This plan ended with an error ("errored": true), and its JSON does not say with which. Give the lines of `terraform plan -json` with --plan-log, or fix what it reports and plan again.',
  );
});

test.each([
  ['UTF-8', Buffer.from(plan())],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${plan()}`)],
  ["UTF-16, as Windows PowerShell's > writes it", Buffer.from(`\uFEFF${plan()}`, 'utf16le')],
])('bytes in %s are read', (_encoding, bytes) => {
  expect(readPlan(bytes)).toMatchObject({ terraform_version: '1.11.4' });
});

test('a value that an auth method cannot have is refused without being shown', () => {
  const broken = readPlan(plan({ resource_changes: [entry({ before: state({ scope: ['s3cret'] }) })] }));
  expect(() => reviewPlan(broken)).toThrow(
    'The plan has a value of scope that is not a string. This version of the review does not know it. Update this package.',
  );
});

test('an action that this version does not know is refused', () => {
  const strange = (...actions: string[]) =>
    reviewPlan(readPlan(plan({ resource_changes: [entry({ actions })] })));
  expect(() => strange('forget', 'update')).toThrow(
    'The plan has the action "forget,update" for datadogwebhooks_oauth2_client_credentials.payments. This version of the review does not know it. Update this package.',
  );
  expect(() => strange('__proto__')).toThrow('The plan has the action "__proto__"');
  const hostile = entry({ actions: ['zap'] }, { address: 'x\n::error::\u001b[31m' });
  expect(() => reviewPlan(readPlan(plan({ resource_changes: [hostile] })))).toThrow(
    String.raw`The plan has the action "zap" for x\u000a::error::\u001b[31m. This version`,
  );
});
