import { UNKNOWN } from '../value';

/** A value to send. Numbers are sent as text, see `writeNumber`. */
export type Packable =
  null | typeof UNKNOWN | string | boolean | Uint8Array | readonly Packable[] | ReadonlyMap<string, Packable>;

/** An unknown value without refinements: Terraform's extension 0 with one byte. */
const UNKNOWN_BYTES = Uint8Array.of(0xd4, 0x00, 0x00);

/** The first byte of a value in msgpack, by how many bits its length needs. */
interface Heads {
  /** Lengths below `below` are part of this byte. */
  readonly short?: { readonly head: number; readonly below: number };
  readonly bits8?: number;
  readonly bits16: number;
  readonly bits32: number;
}

const TEXT: Heads = { short: { head: 0xa0, below: 32 }, bits8: 0xd9, bits16: 0xda, bits32: 0xdb };
const RAW: Heads = { bits8: 0xc4, bits16: 0xc5, bits32: 0xc6 };
const ARRAY: Heads = { short: { head: 0x90, below: 16 }, bits16: 0xdc, bits32: 0xdd };
const MAP: Heads = { short: { head: 0x80, below: 16 }, bits16: 0xde, bits32: 0xdf };

/**
 * A value as msgpack. The code is our own, here and in unpack.ts: the library @msgpack/msgpack adds 2.4 ms of
 * CPU time to each start (3.0 instead of 0.6), and refuses `__proto__` as the key of a map.
 */
export function pack(value: Packable): Uint8Array {
  const parts: Uint8Array[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: Packable, parts: Uint8Array[]): void {
  if (value === null) parts.push(Uint8Array.of(0xc0));
  else if (value === UNKNOWN) parts.push(UNKNOWN_BYTES);
  else if (typeof value === 'boolean') parts.push(Uint8Array.of(value ? 0xc3 : 0xc2));
  else if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    parts.push(head(TEXT, bytes.length), bytes);
  } else if (value instanceof Uint8Array) parts.push(head(RAW, value.length), value);
  else if (value instanceof Map) {
    parts.push(head(MAP, value.size));
    for (const [key, member] of value as ReadonlyMap<string, Packable>) {
      write(key, parts);
      write(member, parts);
    }
  } else {
    const elements = value as readonly Packable[];
    parts.push(head(ARRAY, elements.length));
    for (const element of elements) write(element, parts);
  }
}

function head({ short, bits8, bits16, bits32 }: Heads, length: number): Uint8Array {
  if (short && length < short.below) return Uint8Array.of(short.head | length);
  if (bits8 !== undefined && length < 2 ** 8) return Uint8Array.of(bits8, length);
  const bytes = Buffer.alloc(length < 2 ** 16 ? 3 : 5);
  bytes[0] = length < 2 ** 16 ? bits16 : bits32;
  bytes.writeUIntBE(length, 1, bytes.length - 1);
  return bytes;
}
