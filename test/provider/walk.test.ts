import { DatadogError } from '../../lib/client/errors';
import { NameRelease } from '../../lib/provider/name-release';
import { Walk } from '../../lib/provider/walk';
import { ID, methodOf, PAYMENTS } from '../helpers/auth-method';
import { FakeClock } from '../helpers/fake-clock';

const { signal } = new AbortController();

test('an auth method belongs to one resource, whatever the case of the letters of its id', () => {
  const walk = new Walk();

  expect(walk.claim(ID, 'one')).toBe(true);
  expect(walk.claim(ID.toUpperCase(), 'one')).toBe(true);
  expect(walk.claim(ID.toUpperCase(), 'other')).toBe(false);
  expect([ID, ID.toUpperCase()].map((id) => walk.isClaimed(id))).toStrictEqual([true, true]);
});

describe('the wait for a name that another change gives up', () => {
  const waiting = () => {
    const [walk, clock] = [new Walk(), new FakeClock()];
    const release = new NameRelease(walk, clock);
    return { walk, clock, release, wait: () => release.frees(methodOf(PAYMENTS), 'payments', signal) };
  };

  test('ends when the name is free', async () => {
    const { walk, wait } = waiting();
    await walk.free(ID, 'payments', async () => undefined);

    expect(await wait()).toBe(true);
  });

  test.each<[string, (walk: Walk) => unknown]>([
    [
      'ends when that change failed: Terraform does not start it again',
      (walk) => walk.free(ID, 'payments', () => Promise.reject(new Error('refused'))).catch(String),
    ],
    ['does not begin where a resource keeps the name', (walk) => walk.created(ID, 'payments', 'one')],
  ])('%s', async (_, happens) => {
    const { walk, clock, wait } = waiting();
    await happens(walk);

    expect(await wait()).toBe(false);
    expect(clock.sleeps).toStrictEqual([]);
  });

  test('is in vain after two seconds in which nothing happened, and then nobody waits', async () => {
    const { clock, wait } = waiting();

    expect([await wait(), await wait()]).toStrictEqual([false, false]);
    expect(clock.sleeps).toStrictEqual([2_000]);
  });

  test.each([
    ['is over: the request is sent three times at most', false, true, 3],
    ['is in vain: the request is not sent again', false, false, 1],
    ['does not begin after a lost answer: the request is not sent again', true, true, 1],
  ])('%s', async (_, unanswered, isFree, times) => {
    const call = { operation: 'create', request: 'POST /', address: '' } as const;
    const fault = { kind: 'status', status: 409, errors: [] } as const;
    const inUse = new DatadogError(call, fault, { unanswered });
    const send = jest.fn().mockRejectedValue(inUse);

    await expect(waiting().release.retry(send, async () => isFree)).rejects.toBe(inUse);
    expect(send).toHaveBeenCalledTimes(times);
  });

  test('is not needed for a name that nobody has any more', async () => {
    const { walk, clock, release } = waiting();
    await walk.free(ID, 'payments', async () => undefined);

    expect(await release.frees(undefined, 'payments', signal)).toBe(true);
    expect(clock.sleeps).toStrictEqual([]);
  });
});
