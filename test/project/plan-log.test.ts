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
  ['the provider refuses an auth method', [error(ADDRESS)], false, `with ${ADDRESS}`],
  [
    'it was read before',
    [hook('refresh_start'), hook('refresh_complete'), error(ADDRESS)],
    false,
    `with ${ADDRESS}`,
  ],
  ['it could not be read', [hook('refresh_start'), error(ADDRESS)], true, `with ${ADDRESS}`],
  ['a data source of ours fails', [error(`module.a.data.${ADDRESS}`)], true, `with module.a.data.${ADDRESS}`],
  ['another resource fails', [error('aws_x.y')], true, 'with aws_x.y'],
  ['the configuration is wrong', [error()], true, ''],
  ['nothing is wrong', ['', 'no JSON', line('version', {})], false, undefined],
])('a plan fails, or is reviewed as blocked: %s', (_, lines, hasFailed, place) => {
  const errors =
    place === undefined ? '' : ['Error: No', ...(place ? [`  ${place}:`] : []), 'Why.'].join('\n\n');
  expect(readPlanLog(lines.join('\n'))).toMatchObject({ hasFailed, errors });
});

test('only what a person reads is kept: no values of expressions', () => {
  expect(readPlanLog(error(ADDRESS)).diagnostics).toStrictEqual([
    { severity: 'error', address: ADDRESS, summary: 'No', detail: 'Why.' },
  ]);
});
