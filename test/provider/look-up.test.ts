import type { AuthMethod } from '../../lib/wire/answer';
import type { Configured } from '../../lib/provider/configure';
import { lookUp } from '../../lib/provider/look-up';

test('a name is looked up in a list of a moment ago, and a name without a match in one of now', async () => {
  const ages: number[] = [];
  const began = performance.now();
  const all = async (_: AbortSignal, since = -Infinity) => {
    ages.push(began - since);
    return ages.length === 1 ? [] : [{ id: 'x', attributes: { name: 'payments' } } as AuthMethod];
  };
  const configured = { reads: { all } } as unknown as Configured;

  expect(await lookUp(configured, 'payments', { signal: new AbortController().signal })).toMatchObject({
    id: 'x',
  });
  expect(ages.map((age) => Math.abs(Math.round(age / 250)))).toStrictEqual([1, 0]);
});
