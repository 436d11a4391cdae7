import { Decoder, Encoder, ExtensionCodec } from '@msgpack/msgpack';
import { ValueError } from './errors';
import { UNKNOWN } from './value';

/**
 * Stands before every key of a decoded map, so that no key means something to JavaScript (`__proto__`); entries are
 * to be read with {@link packedEntries}.
 */
const KEY_MARK = '.';

/** Terraform's extensions: a value that is not known, and one of which something is known; both are unknown here. */
const EXTENSION = { unknown: 0, refined: 12 };

const extensions = new ExtensionCodec();
extensions.register({
  type: EXTENSION.unknown,
  encode: (value) => (value === UNKNOWN ? Uint8Array.of(0) : null),
  decode: () => UNKNOWN,
});
extensions.register({ type: EXTENSION.refined, encode: () => null, decode: () => UNKNOWN });

const text = new TextDecoder('utf-8', { fatal: true });

const decoder = new Decoder({
  extensionCodec: extensions,
  useBigInt64: true,
  keyDecoder: {
    canBeCached: () => true,
    decode: (bytes, offset, length) => KEY_MARK + text.decode(bytes.subarray(offset, offset + length)),
  },
  mapKeyConverter: (key) => {
    if (typeof key === 'string') return key;
    throw new ValueError([], 'has a map with a key that is no string');
  },
});

const encoder = new Encoder({ extensionCodec: extensions, useBigInt64: true, maxDepth: 1000 });

export function unpack(bytes: Uint8Array): unknown {
  return decoder.decode(bytes);
}

export function pack(value: unknown): Uint8Array {
  return encoder.encode(value);
}

export function packedEntries(map: Readonly<Record<string, unknown>>): (readonly [string, unknown])[] {
  return Object.entries(map).map(([key, value]) => [key.slice(KEY_MARK.length), value]);
}
