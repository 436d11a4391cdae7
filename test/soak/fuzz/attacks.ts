import fc from 'fast-check';
import { hostileJson, hostileMsgpack, mutated } from './bytes';
import { framed, MESSAGES, SERVICE } from './messages';
import type { Target } from './target';

/** One attack on the provider. Its printed form is enough to repeat it. */
export type Attack =
  | { readonly kind: 'connection'; readonly over: 'plain' | 'tls'; readonly hex: string }
  | {
      readonly kind: 'call';
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly parts: readonly string[];
      readonly leave?: 'cancel' | 'drop';
    };

const hex = (bytes: fc.Arbitrary<Uint8Array>) => bytes.map((drawn) => Buffer.from(drawn).toString('hex'));

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const SETTINGS = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]);

/** A frame of HTTP/2 whose length need not be true. */
const frame = fc
  .record({
    type: fc.oneof(fc.integer({ min: 0, max: 10 }), fc.nat(255)),
    flags: fc.nat(255),
    stream: fc.oneof(fc.constantFrom(0, 1, 3, 2 ** 31 - 1), fc.nat(2 ** 31 - 1)),
    payload: fc.uint8Array({ maxLength: 200 }),
    lie: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.integer({ min: -10, max: 100_000 })),
  })
  .map(({ type, flags, stream, payload, lie }) => {
    const head = Buffer.alloc(9);
    head.writeUIntBE(Math.max(0, payload.length + lie), 0, 3);
    head.writeUInt8(type, 3);
    head.writeUInt8(flags, 4);
    head.writeUInt32BE(stream, 5);
    return Buffer.concat([head, payload]);
  });

const http2 = fc
  .array(frame, { maxLength: 20 })
  .map((frames) => Buffer.concat([PREFACE, SETTINGS, ...frames]));

const connection = fc.oneof(
  fc.record({
    kind: fc.constant('connection' as const),
    over: fc.constantFrom('plain' as const, 'tls' as const),
    hex: hex(fc.oneof(fc.uint8Array({ maxLength: 2_000 }), http2)),
  }),
  fc.record({
    kind: fc.constant('connection' as const),
    over: fc.constant('tls' as const),
    hex: hex(http2),
  }),
);

const paths = Object.keys(MESSAGES);
const path = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...paths) },
  fc.constantFrom(
    `${SERVICE}GetFunctions`,
    `${SERVICE}constructor`,
    '/plugin.GRPCStdio/StreamStdio',
    '/plugin.GRPCBroker/StartStream',
    '/',
  ),
  fc.webPath(),
);

/** A message of the method or a different one, random bytes, a hostile value, or a changed message. */
const content = (own: string) => {
  const message = MESSAGES[own] ?? (() => new Uint8Array());
  return fc.oneof(
    fc.uint8Array({ maxLength: 500 }),
    mutated(message()),
    fc.constantFrom(...paths).map((other) => MESSAGES[other]!()),
    hostileMsgpack.map((msgpack) => message({ msgpack, json: new Uint8Array() })),
    hostileJson.map((json) => message({ json, msgpack: new Uint8Array() })),
  );
};

/** A correct frame, or one with a false length or an unknown flag, cut in two, or sent twice. */
const framing = (bytes: Uint8Array): fc.Arbitrary<readonly Buffer[]> =>
  fc.oneof(
    { weight: 10, arbitrary: fc.constant([framed(bytes)]) },
    fc.nat(2 ** 32 - 1).map((length) => [framed(bytes, length)]),
    fc.nat(255).map((flag) => [framed(bytes, bytes.length, flag)]),
    fc.constant([framed(bytes), framed(bytes)]),
    fc.nat(bytes.length + 5).map((at) => {
      const all = framed(bytes);
      return [all.subarray(0, at), all.subarray(at)];
    }),
    fc.nat(bytes.length + 5).map((at) => [framed(bytes).subarray(0, at)]),
  );

const headers = fc.oneof(
  { weight: 10, arbitrary: fc.constant({}) },
  fc.constantFrom<Record<string, string>>(
    { 'content-type': 'text/html' },
    { 'content-type': 'application/grpc+json' },
    { 'grpc-timeout': '1n' },
    { 'grpc-encoding': 'gzip' },
    { 'x-long': 'x'.repeat(20_000) },
  ),
);

const call = path.chain((chosen) =>
  fc.record(
    {
      kind: fc.constant('call' as const),
      path: fc.constant(chosen),
      headers,
      parts: content(chosen)
        .chain(framing)
        .map((parts) => parts.map((part) => part.toString('hex'))),
      leave: fc.constantFrom('cancel' as const, 'drop' as const),
    },
    { requiredKeys: ['kind', 'path', 'headers', 'parts'] },
  ),
);

export const attack: fc.Arbitrary<Attack> = fc.oneof(
  { weight: 1, arbitrary: connection },
  { weight: 4, arbitrary: call },
);

/** The streams go-plugin holds open. They end when their client leaves. */
const HELD = ['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream'];

/** @throws Error when the provider does not answer, or does not work afterwards */
export async function perform(target: Target, attempt: Attack): Promise<void> {
  if (attempt.kind === 'connection') await target.connection(attempt.over, Buffer.from(attempt.hex, 'hex'));
  else {
    const parts = attempt.parts.map((part) => Buffer.from(part, 'hex'));
    const leave = attempt.leave ?? (HELD.includes(attempt.path) ? 'cancel' : undefined);
    await target.strangeCall(attempt.path, parts, { headers: attempt.headers, ...(leave && { leave }) });
  }
  await target.expectToWork();
}
