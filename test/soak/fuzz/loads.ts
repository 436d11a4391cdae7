import { once } from 'node:events';
import { framed, MESSAGES, SERVICE } from './messages';
import { bounded, type Answer, type Target } from './target';

const MB = 1024 * 1024;
const PLAN = `${SERVICE}PlanResourceChange`;
const UPGRADE = `${SERVICE}UpgradeResourceState`;
const NONE = new Uint8Array();

const msgpack = (value: Uint8Array) => ({ msgpack: value, json: NONE });
const json = (value: Uint8Array | string) => ({ json: Buffer.from(value), msgpack: NONE });
const repeated = (bytes: string | number[], size: number) =>
  Buffer.alloc(size, Buffer.from(bytes as number[]));
/** An array of these bytes, each of them an element or part of one. */
const array = (elements: Buffer) => {
  const head = Buffer.from([0xdd, 0, 0, 0, 0]);
  head.writeUInt32BE(elements.length, 1);
  return Buffer.concat([head, elements]);
};

/** Calls a method with this value in its message. */
const call = (target: Target, path: string, value: Parameters<(typeof MESSAGES)[string]>[0]) =>
  target.strangeCall(path, [framed(MESSAGES[path]!(value))]);

export interface Load {
  readonly name: string;
  /** Resolves with what went wrong. */
  readonly run: (target: Target) => Promise<string | undefined>;
}

const answered =
  (statuses: readonly number[], make: (target: Target) => Promise<Answer>) => async (target: Target) => {
    const { grpc } = await make(target);
    return grpc !== undefined && statuses.includes(grpc) ? undefined : `answered with the status ${grpc}`;
  };

export const LOADS: readonly Load[] = [
  {
    name: 'a text of 100 MB',
    run: answered([0], (target) =>
      call(
        target,
        PLAN,
        msgpack(Buffer.concat([Buffer.from([0xdb, 0x06, 0x40, 0, 0]), repeated('a', 100 * MB)])),
      ),
    ),
  },
  {
    name: '300 MB',
    run: answered([8], (target) => target.strangeCall(PLAN, [framed(Buffer.alloc(300 * MB))])),
  },
  {
    name: '100 MB of nulls',
    run: answered([0], (target) => call(target, PLAN, msgpack(array(repeated([0xc0], 100 * MB))))),
  },
  {
    name: '100 MB of empty arrays',
    run: answered([0], (target) => call(target, PLAN, msgpack(array(repeated([0x90], 100 * MB))))),
  },
  {
    name: '100 MB of empty arrays in JSON',
    run: answered([0], (target) =>
      call(
        target,
        UPGRADE,
        json(Buffer.concat([Buffer.from('['), repeated('[],', 100 * MB), Buffer.from('[]]')])),
      ),
    ),
  },
  {
    name: '100 MB of numbers in JSON',
    run: answered([0], (target) =>
      call(
        target,
        UPGRADE,
        json(Buffer.concat([Buffer.from('['), repeated('1.0,', 100 * MB), Buffer.from('1]')])),
      ),
    ),
  },
  {
    name: 'a text of 100 MB in JSON',
    run: answered([0], (target) =>
      call(
        target,
        UPGRADE,
        json(Buffer.concat([Buffer.from('{"name":"'), repeated('a', 100 * MB), Buffer.from('", "n": 1.0}')])),
      ),
    ),
  },
  {
    name: 'a text without an end in JSON',
    run: answered([0], (target) => call(target, UPGRADE, json(repeated('\\"', 10 * MB)))),
  },
  {
    name: 'arrays in arrays in JSON',
    run: answered([0], (target) => call(target, UPGRADE, json(repeated('[', 100 * MB)))),
  },
  {
    name: 'arrays in arrays in JSON that end',
    run: answered([0], (target) =>
      call(
        target,
        UPGRADE,
        json(Buffer.concat([repeated('[', 10 * MB), Buffer.from('1.0'), repeated(']', 10 * MB)])),
      ),
    ),
  },
  {
    name: 'groups in groups',
    run: answered([13], (target) => target.strangeCall(PLAN, [framed(repeated([0x7b], 50 * MB))])),
  },
  {
    name: '5,000,000 entries of a flatmap',
    run: answered([0, 13], (target) => target.strangeCall(UPGRADE, [framed(flatmap(5_000_000))])),
  },
  { name: '5,000 calls at once', run: manyCalls },
  { name: '300 connections that say little and slowly', run: slowloris },
  { name: '12 requests of 200 MB that do not end', run: unended },
];

function flatmap(entries: number): Buffer {
  const state = Buffer.alloc(entries * 9);
  for (let index = 0; index < entries; index++) {
    state.writeUInt16BE(0x1207, index * 9);
    state.writeUInt16BE(0x0a05, index * 9 + 2);
    state.write(index.toString(36).padStart(5, '0'), index * 9 + 4);
  }
  const name = Buffer.from('datadogwebhooks_oauth2_client_credentials');
  const head = Buffer.concat([
    Buffer.from([0x0a, name.length]),
    name,
    Buffer.from([0x1a]),
    varint(state.length),
  ]);
  return Buffer.concat([head, state]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 128)) bytes.push((value % 128) | 0x80);
  return Buffer.from([...bytes, value]);
}

async function manyCalls(target: Target): Promise<string | undefined> {
  const answers = await Promise.all(Array.from({ length: 5_000 }, () => call(target, PLAN, undefined)));
  const wrong = answers.filter(({ grpc }) => grpc !== 0);
  return wrong.length === 0 ? undefined : `${wrong.length} were not answered`;
}

/** Good calls are answered while slow connections are open. */
async function slowloris(target: Target): Promise<string | undefined> {
  const sockets = await Promise.all(
    Array.from({ length: 300 }, async (_, index) => {
      const socket = await target.open(index % 2 ? 'tls' : 'plain');
      socket.write('PRI * HTTP/2.0\r\n\r\n'.slice(0, index % 18));
      return socket;
    }),
  );
  await target.expectToWork();
  for (const socket of sockets) socket.end();
  await Promise.all(sockets.map(async (socket) => socket.destroy().closed || once(socket, 'close')));
  return undefined;
}

async function unended(target: Target): Promise<string | undefined> {
  const part = Buffer.alloc(200 * MB);
  const head = framed(part).subarray(0, 5);
  const calls = Array.from({ length: 12 }, () => target.strangeCall(PLAN, [head, part]));
  await bounded('they were not answered', Promise.all(calls));
  return undefined;
}
