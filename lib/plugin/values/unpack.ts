import { ValueError } from '../errors';
import { checkCount, checkDepth } from './type';
import { UNKNOWN } from '../value';

/** A value in msgpack. A map is a Map, because `__proto__` may be a key of it. An int64 is a bigint. */
export type Packed =
  | null
  | typeof UNKNOWN
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Packed[]
  | ReadonlyMap<string, Packed>;

/**
 * Terraform's extension for an unknown value with refinements. Any other extension is one byte without a
 * meaning.
 */
const REFINED_UNKNOWN = 12;

/** @throws ValueError when the bytes are not exactly one value */
export function unpack(bytes: Uint8Array): Packed {
  const reader = new Reader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
  const value = reader.value(0);
  if (reader.left > 0) throw new ValueError([], `has ${reader.left} bytes after its end`);
  return value;
}

class Reader {
  private position = 0;
  private count = 0;

  constructor(private readonly bytes: Buffer) {}

  get left(): number {
    return this.bytes.length - this.position;
  }

  value(depth: number): Packed {
    checkDepth(depth, []);
    checkCount((this.count += 1));
    const head = this.bytes[this.take(1)]!;
    if (head < 0x80) return head;
    if (head < 0x90) return this.map(head & 0x0f, depth);
    if (head < 0xa0) return this.array(head & 0x0f, depth);
    if (head < 0xc0) return this.text(head & 0x1f);
    if (head >= 0xe0) return head - 0x100;
    if (head >= 0xd9 && head <= 0xdb) return this.text(this.length(head - 0xd9));
    if (head >= 0xdc && head <= 0xdd) return this.array(this.length(head - 0xdb), depth);
    if (head >= 0xde) return this.map(this.length(head - 0xdd), depth);
    if (head >= 0xc4 && head <= 0xc6) return this.raw(this.length(head - 0xc4));
    if (head >= 0xc7 && head <= 0xc9) return this.extension(this.length(head - 0xc7));
    if (head >= 0xd4 && head <= 0xd8) return this.extension(1 << (head - 0xd4));
    return this.scalar(head);
  }

  private scalar(head: number): Packed {
    const { bytes } = this;
    if (head === 0xc0) return null;
    if (head === 0xc2 || head === 0xc3) return head === 0xc3;
    if (head === 0xca) return bytes.readFloatBE(this.take(4));
    if (head === 0xcb) return bytes.readDoubleBE(this.take(8));
    if (head >= 0xcc && head <= 0xce) return this.length(head - 0xcc);
    if (head === 0xcf) return bytes.readBigUInt64BE(this.take(8));
    if (head === 0xd0) return bytes.readInt8(this.take(1));
    if (head === 0xd1) return bytes.readInt16BE(this.take(2));
    if (head === 0xd2) return bytes.readInt32BE(this.take(4));
    if (head === 0xd3) return bytes.readBigInt64BE(this.take(8));
    throw new ValueError([], `has the byte 0x${head.toString(16)}, which msgpack does not have`);
  }

  /** Reads a length, or another unsigned integer. @param power its number of bytes as a power of two */
  private length(power: number): number {
    const size = 1 << power;
    return this.bytes.readUIntBE(this.take(size), size);
  }

  private text(length: number): string {
    const start = this.take(length);
    return this.bytes.toString('utf8', start, start + length);
  }

  private raw(length: number): Uint8Array {
    const start = this.take(length);
    return this.bytes.subarray(start, start + length);
  }

  private array(length: number, depth: number): readonly Packed[] {
    // Each element takes at least one byte. A false length must not take memory.
    this.require(length);
    checkCount(this.count + length);
    return Array.from({ length }, () => this.value(depth + 1));
  }

  private map(size: number, depth: number): ReadonlyMap<string, Packed> {
    this.require(size);
    const map = new Map<string, Packed>();
    for (let index = 0; index < size; index++) {
      const key = this.value(depth + 1);
      if (typeof key !== 'string') throw new ValueError([], 'has a map with a key that is no string');
      map.set(key, this.value(depth + 1));
    }
    return map;
  }

  private extension(length: number): typeof UNKNOWN {
    const code = this.bytes.readInt8(this.take(1));
    this.take(length);
    if (length > 1 && code !== REFINED_UNKNOWN)
      throw new ValueError([], `has an extension with the code ${code}, which Terraform does not have`);
    return UNKNOWN;
  }

  /** Skips bytes, and returns where they start. */
  private take(count: number): number {
    this.require(count);
    const start = this.position;
    this.position += count;
    return start;
  }

  private require(count: number): void {
    if (count > this.left)
      throw new ValueError([], `ends too early: ${count} bytes are expected, ${this.left} are left`);
  }
}
