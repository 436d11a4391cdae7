import { DatadogError } from '../../lib/client/errors';
import { interruption } from '../../lib/client/http-error';
import type { Fault } from '../../lib/client/retry-policy';
import { SharedReads } from '../../lib/client/shared-reads';
import type { AuthMethod } from '../../lib/wire/answer';
import { methodOf } from '../helpers/auth-method';

const failed = (fault: Fault) =>
  new DatadogError({ operation: 'list', request: 'GET /', address: '' }, fault);
const refused = (status: number, ...errors: string[]) => failed({ kind: 'status', status, errors });

const signal = new AbortController().signal;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const method = (n: number, name = `m${n}`): AuthMethod => methodOf({ name }, idOf(n));

/** A client that records its calls, over auth methods that a test can change. */
function recording(methods: AuthMethod[], listing?: (signal: AbortSignal) => Promise<readonly AuthMethod[]>) {
  const calls: string[] = [];
  const reads = new SharedReads({
    ready: async () => undefined,
    read: async (id) => {
      calls.push(`GET ${id.slice(-1)}`);
      return methods.find((candidate) => candidate.id === id);
    },
    list: async (stop) => {
      calls.push('LIST');
      return listing ? listing(stop) : [...methods];
    },
  });
  return { calls, reads };
}

test('reads one after the other are one GET, and one list for all that follow', async () => {
  const { calls, reads } = recording([method(1), method(2), method(3)]);

  for (const n of [1, 2, 3]) expect(await reads.read(idOf(n), signal)).toStrictEqual(method(n));
  expect(calls).toStrictEqual(['GET 1', 'LIST']);
});

test('a read that meets a list for something else is answered from it', async () => {
  const { calls, reads } = recording([method(1), method(2)]);

  const [one, all] = await Promise.all([reads.read(idOf(1), signal), reads.all(signal)]);

  expect(one).toStrictEqual(method(1));
  expect(all).toStrictEqual([method(1), method(2)]);
  expect(calls).toStrictEqual(['LIST']);
});

test('reads at the same time are one list, and what it does not show is asked for by id before it is gone', async () => {
  const hidden = method(2);
  const { calls, reads } = recording([method(1), hidden], async () => [method(1)]);

  expect(await Promise.all([idOf(1), idOf(2), idOf(3)].map((id) => reads.read(id, signal)))).toStrictEqual([
    method(1),
    hidden,
    undefined,
  ]);
  expect(calls).toStrictEqual(['LIST', 'GET 2', 'GET 3']);
});

test.each([
  ['the permission to list is missing', refused(403, 'Forbidden')],
  ['there is no list at this address', refused(404)],
  ['the list cannot be read', failed({ kind: 'garbled', problem: 'is not JSON' })],
])('when %s, each method is asked for by id, and the list is not tried again', async (_, error) => {
  const { calls, reads } = recording([method(1), method(2), method(3)], () => Promise.reject(error));

  await Promise.all([idOf(1), idOf(2)].map((id) => reads.read(id, signal)));
  await Promise.all([idOf(3), idOf(4)].map((id) => reads.read(id, signal)));

  expect(calls).toStrictEqual(['LIST', 'GET 1', 'GET 2', 'GET 3', 'GET 4']);
});

test('a list that fails otherwise fails each reader, and the next reader tries anew', async () => {
  const outage = refused(503);
  let failing = true;
  const { calls, reads } = recording([method(1), method(2)], () =>
    failing ? Promise.reject(outage) : Promise.resolve([method(1), method(2)]),
  );

  const both = () => [1, 2].map((n) => reads.read(idOf(n), signal));
  const reason = (await Promise.allSettled(both())).map((one) => one.status === 'rejected' && one.reason);
  failing = false;

  expect(reason).toStrictEqual([outage, outage]);
  expect(await Promise.all(both())).toStrictEqual([method(1), method(2)]);
  expect(calls).toStrictEqual(['LIST', 'LIST']);
});

test('a read after a write is fresh', async () => {
  const methods = [method(1), method(2)];
  const { calls, reads } = recording(methods);
  await reads.all(signal);

  methods[0] = method(1, 'renamed');
  reads.forget();

  expect(await reads.all(signal)).toStrictEqual([method(1, 'renamed'), method(2)]);
  expect(calls).toStrictEqual(['LIST', 'LIST']);
});

test('a read that needs a newer list asks for one, and a read that does not uses it too', async () => {
  const methods = [method(1), method(2)];
  const { calls, reads } = recording(methods);
  await reads.all(signal);
  methods[0] = method(1, 'renamed');
  const since = performance.now();

  expect(await reads.all(signal, since)).toStrictEqual([method(1, 'renamed'), method(2)]);
  expect(await reads.read(idOf(1), signal, since)).toStrictEqual(method(1, 'renamed'));
  expect(await reads.read(idOf(1), signal)).toStrictEqual(method(1, 'renamed'));
  expect(calls).toStrictEqual(['LIST', 'LIST']);
});

test('the latest list is asked for after the read began, once for those at about the same time', async () => {
  const methods = [method(1)];
  const { calls, reads } = recording(methods);
  await reads.all(signal);
  methods.push(method(2));

  expect(await Promise.all([reads.latest(signal), reads.latest(signal)])).toStrictEqual([methods, methods]);
  expect(calls).toStrictEqual(['LIST', 'LIST']);
});

test('an id in capital letters is the same id', async () => {
  const one = { ...method(1), id: 'abcdef00-0000-4000-8000-000000000001' };
  const { calls, reads } = recording([one, method(2)]);

  const [found] = await Promise.all([reads.read(one.id.toUpperCase(), signal), reads.read(idOf(2), signal)]);

  expect(found).toStrictEqual(one);
  expect(calls).toStrictEqual(['LIST']);
});

test('an interrupt ends the wait of its own reader only', async () => {
  let answer: (methods: AuthMethod[]) => void = () => undefined;
  const { reads } = recording([], () => new Promise((resolve) => (answer = resolve)));
  const stop = new AbortController();

  const stopped = reads.all(stop.signal);
  const waiting = reads.all(signal);
  stop.abort();
  await expect(stopped).rejects.toThrow('got no answer: it was interrupted.');
  answer([method(1)]);

  expect(await waiting).toStrictEqual([method(1)]);
});

/** A list that never answers, and is over soon after its signal says so, as a connection is. */
function endless(ended: unknown[]) {
  return (signal: AbortSignal) =>
    new Promise<never>((_, reject) =>
      signal.addEventListener('abort', () => {
        ended.push(signal.reason);
        setImmediate(() => reject(failed(interruption(signal.reason).fault)));
      }),
    );
}

test('when all readers are interrupted, the list is ended too, and the next reader has one of its own', async () => {
  const ended: unknown[] = [];
  let listing: (signal: AbortSignal) => Promise<readonly AuthMethod[]> = endless(ended);
  const { calls, reads } = recording([], (stop) => listing(stop));
  const stops = [new AbortController(), new AbortController()];

  const waiting = stops.map((stop) => reads.all(stop.signal));
  stops[0]?.abort();
  await expect(waiting[0]).rejects.toThrow('it was interrupted');
  expect(ended).toHaveLength(0);
  stops[1]?.abort();
  await expect(waiting[1]).rejects.toThrow('it was interrupted');
  expect(ended).toHaveLength(1);

  listing = async () => [method(1)];
  expect(await reads.all(signal)).toStrictEqual([method(1)]);
  expect(calls).toStrictEqual(['LIST', 'LIST']);
});

test('a list that was answered stays good when its reader is interrupted later', async () => {
  const { calls, reads } = recording([method(1)]);
  const stop = new AbortController();
  await reads.all(stop.signal);
  stop.abort();
  await expect(reads.all(stop.signal)).rejects.toThrow('it was interrupted');

  expect(await reads.all(signal)).toStrictEqual([method(1)]);
  expect(calls).toStrictEqual(['LIST']);
});
