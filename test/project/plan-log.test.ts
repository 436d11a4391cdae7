import { readPlanLog } from '../../lib/project';

const ADDRESS = 'datadogwebhooks_oauth2_client_credentials.payments';
const line = (type: string, more: object) => JSON.stringify({ type, ...more });
const hook = (type: string) => line(type, { hook: { resource: { addr: ADDRESS } } });
const error = (address?: string) =>
  line('diagnostic', {
    diagnostic: {
      severity: 'error',
      summary: 'No',
      detail: 'Why.',
      address,
      snippet: { values: ['secret'] },
    },
  });

test.each([
  ['the provider refuses an auth method', [error(ADDRESS)], ''],
  ['it was read before', [hook('refresh_start'), hook('refresh_complete'), error(ADDRESS)], ''],
  [
    'it could not be read',
    [hook('refresh_start'), error(ADDRESS)],
    `Error: No\n\n  with ${ADDRESS}:\n\nWhy.`,
  ],
  [
    'a data source of ours fails',
    [error(`module.a.data.${ADDRESS}`)],
    `Error: No\n\n  with module.a.data.${ADDRESS}:\n\nWhy.`,
  ],
  ['another resource fails', [error('aws_x.y')], 'Error: No\n\n  with aws_x.y:\n\nWhy.'],
  ['the configuration is wrong', [error()], 'Error: No\n\nWhy.'],
  ['nothing is wrong', ['', 'no JSON', line('version', {})], ''],
])('a plan fails, or is reviewed as blocked: %s', (_, lines, failure) => {
  expect(readPlanLog(lines.join('\n')).failure).toBe(failure);
});

test('all errors are at hand for where there is no plan', () => {
  expect(readPlanLog([error(ADDRESS), error()].join('\n')).errors).toBe(
    `Error: No\n\n  with ${ADDRESS}:\n\nWhy.\n\nError: No\n\nWhy.`,
  );
});

test('only what a person reads is kept: no values of expressions', () => {
  expect(readPlanLog(error(ADDRESS)).diagnostics).toStrictEqual([
    { severity: 'error', address: ADDRESS, summary: 'No', detail: 'Why.' },
  ]);
});
