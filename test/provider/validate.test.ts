import type { Value } from '../../lib/plugin/value';
import { wrongValues } from '../../lib/provider/validate';
import { ROWS } from '../../lib/attributes';

const RANGE = 'client_secret_wo_version must be a whole number from 0 to 9007199254740991';

test.each<[Value, string]>([
  [2 ** 53, '9007199254740992'],
  [Infinity, 'Infinity'],
  [1.5, '1.5'],
  [-1, '-1'],
])('a version that is not valid is quoted: %s', (version, quoted) => {
  expect(wrongValues(ROWS, { client_secret_wo_version: version })).toStrictEqual([
    {
      severity: 'error',
      summary: 'client_secret_wo_version is not valid',
      detail: `${RANGE}, but is ${quoted}.`,
      attribute: 'client_secret_wo_version',
    },
  ]);
});
