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

const MAKE_ONE = 'Make it with `terraform plan -out FILE`, then `terraform show -json FILE`';

test.each([
  ['an empty file', ' \n', 'is empty'],
  ['a plan that was cut off', plan().slice(0, -20), 'is cut off or broken'],
  ['a page', '<!doctype html><title>503</title>', 'is an HTML or XML page'],
  ['the saved plan itself', 'PK\u0003\u0004binary', 'is the saved plan itself'],
  ['text', 'No changes. secret-value', 'is not JSON'],
  ['another JSON', '[1]', 'is JSON, but not an object'],
  ['an object of something else', '{"a":1}', 'is JSON, but lacks "format_version" or "configuration"'],
  ["a state's JSON", '{"format_version":"1.0","values":{"root_module":{}}}', 'is a state'],
  ['a state file', '{"version":4,"serial":1,"lineage":"x"}', 'is a state'],
  ['the log of a plan', '{"@level":"info"}\n{"@level":"info"}', 'is the log of `terraform plan -json`'],
  [
    'output of a wrapper',
    `[command]/usr/bin/terraform show -json\n${plan()}`,
    'begins with a line of a wrapper (with setup-terraform, set terraform_wrapper: false)',
  ],
])('%s is refused in words that quote nothing of it', (_what, content, because) => {
  expect(refusal(content)).toBe(`ReviewError: This is not the JSON of a plan: it ${because}. ${MAKE_ONE}.`);
});

test('another major format is refused, another minor one is read', () => {
  expect(refusal(plan({ format_version: '2.0' }))).toBe(
    'ReviewError: The plan\'s JSON has format_version "2.0". This version of the review reads 1.x only. Update this package.',
  );
  expect(refusal(plan({ format_version: '1.99', something_new: {} }))).toBe('read');
});

test('a plan that ended with an error is refused without its log, which has the error', () => {
  expect(() => reviewPlan(readPlan(plan({ errored: true })))).toThrow(
    'This plan ended with an error ("errored": true), and its JSON does not say with which. Give the lines of `terraform plan -json` with --plan-log, or fix what it reports and plan again.',
  );
});

test.each([
  [{ resource_changes: {} }, 'resource_changes is not a list'],
  [{ resource_changes: [1] }, 'resource_changes[0] is not an object'],
  [{ resource_changes: [entry({}, { address: null })] }, 'resource_changes[0].address is missing'],
  [{ resource_changes: [entry({ actions: [1] })] }, 'resource_changes[0].change.actions[0] is not a string'],
  [{ complete: 'yes' }, 'complete is neither true nor false'],
  [{ terraform_version: undefined }, 'terraform_version is missing'],
])('a plan that is not as Terraform writes it is refused with the place: %#', (over, problem) => {
  expect(refusal(plan(over))).toBe(
    `ReviewError: The plan's JSON is broken: ${problem}. ${MAKE_ONE}, and pass it on unchanged.`,
  );
});

test.each([
  ['UTF-8', Buffer.from(plan())],
  ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${plan()}`)],
  ["UTF-16, as Windows PowerShell's > writes it", Buffer.from(`\uFEFF${plan()}`, 'utf16le')],
])('bytes in %s are read', (_encoding, bytes) => {
  expect(readPlan(bytes)).toMatchObject({ madeBy: 'Terraform', terraformVersion: '1.11.4' });
});

test('a value that an auth method cannot have is refused without being shown', () => {
  const broken = readPlan(plan({ resource_changes: [entry({ before: state({ scope: ['s3cret'] }) })] }));
  expect(() => reviewPlan(broken)).toThrow(
    `The plan's JSON is broken: datadogwebhooks_oauth2_client_credentials.payments: scope is not a string. ${MAKE_ONE}, and pass it on unchanged.`,
  );
});

test('an action that this version does not know is refused', () => {
  const strange = (...actions: string[]) =>
    reviewPlan(readPlan(plan({ resource_changes: [entry({ actions })] })));
  expect(() => strange('forget', 'update')).toThrow(
    'The plan has the action "forget, update" for datadogwebhooks_oauth2_client_credentials.payments. This version of the review does not know it. Update this package.',
  );
  expect(() => strange('__proto__')).toThrow('The plan has the action "__proto__"');
});
