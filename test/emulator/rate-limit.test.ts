import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';
import { ask, bodyOf, PAYMENTS, started, type Got } from './started';

function limitsIn({ status, headers }: Got) {
  const [limit, period, remaining, reset, name] = ['Limit', 'Period', 'Remaining', 'Reset', 'Name'].map(
    (part) => headers.get(`X-RateLimit-${part}`),
  );
  return { status, limit, period, remaining, reset, name };
}

const LIMIT = { limit: '2', period: '60', name: 'webhooks_auth_method' };

test('every answer shows the limit, and a new period begins when the last is over', async () => {
  let now = 1_000_000;
  const emulator = await started({ rateLimit: { limit: 2, periodSeconds: 60 }, now: () => now });
  const list = async () => limitsIn(await ask(emulator, 'GET', LIST_PATH));
  expect(await list()).toStrictEqual({ ...LIMIT, status: 200, remaining: '1', reset: '60' });
  now += 20_500;
  expect(limitsIn(await ask(emulator, 'GET', '/nothing'))).toStrictEqual({
    ...LIMIT,
    status: 404,
    remaining: '0',
    reset: '40',
  });
  now += 39_499;
  expect(await list()).toStrictEqual({ ...LIMIT, status: 429, remaining: '0', reset: '1' });
  now += 1;
  expect(await list()).toStrictEqual({ ...LIMIT, status: 200, remaining: '1', reset: '60' });
});

test('a request beyond the limit changes nothing, and is recorded', async () => {
  const emulator = await started({ rateLimit: { limit: 1, periodSeconds: 10 } });
  await ask(emulator, 'GET', LIST_PATH);
  const { body } = await ask(emulator, 'POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) });
  expect(body).toStrictEqual({
    errors: ['Too many requests. Wait as many seconds as X-RateLimit-Reset says.'],
  });
  expect(emulator.methods()).toStrictEqual([]);
  expect(emulator.requests.map(({ status }) => status)).toStrictEqual([200, 429]);
});
