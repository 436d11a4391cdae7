import { createHash } from 'node:crypto';
import { signAdHoc } from '../../scripts/release/mach-o';

const [HEADER, SEGMENT] = [32, 72];

/** A program with two segments, as small as one can be, and zeros after its load commands. */
function program({ room = 16, size = 10_000 } = {}): Buffer {
  const bytes = Buffer.alloc(size, 0x5a);
  bytes.fill(0, 0, HEADER + 2 * SEGMENT + room);
  [0xfeedfacf, 0x0100000c, 0, 2, 2, 2 * SEGMENT].forEach((value, index) =>
    bytes.writeUInt32LE(value, index * 4),
  );
  const segment = (index: number, name: string, offset: number, length: number) => {
    const at = HEADER + index * SEGMENT;
    bytes.writeUInt32LE(0x19, at);
    bytes.writeUInt32LE(SEGMENT, at + 4);
    bytes.write(name, at + 8);
    [BigInt(offset), BigInt(length)].forEach((value, place) =>
      bytes.writeBigUInt64LE(value, at + 40 + place * 8),
    );
  };
  segment(0, '__TEXT', 0, 8192);
  segment(1, '__LINKEDIT', 8192, size - 8192);
  return bytes;
}

describe('an ad-hoc signature', () => {
  const signed = Buffer.from(signAdHoc(program(), 'example'));
  const command = HEADER + 2 * SEGMENT;
  const [start, size] = [signed.readUInt32LE(command + 8), signed.readUInt32LE(command + 12)];
  const directory = signed.subarray(start + 20);

  test('is the last part of the program and of its last segment', () => {
    const linkedit = HEADER + SEGMENT;

    expect([signed.readUInt32LE(16), signed.readUInt32LE(20)]).toStrictEqual([3, 2 * SEGMENT + 16]);
    expect([signed.readUInt32LE(command), signed.readUInt32LE(command + 4)]).toStrictEqual([0x1d, 16]);
    expect(start + size).toBe(signed.length);
    expect(Number(signed.readBigUInt64LE(linkedit + 48))).toBe(signed.length - 8192);
    expect(Number(signed.readBigUInt64LE(linkedit + 32)) % 0x4000).toBe(0);
  });

  test('names nobody, and has the SHA-256 of each page of 4 KiB in front of it', () => {
    const pages = Array.from({ length: Math.ceil(start / 4096) }, (_, page) =>
      createHash('sha256')
        .update(signed.subarray(page * 4096, Math.min((page + 1) * 4096, start)))
        .digest('hex'),
    );
    const [offset, count] = [directory.readUInt32BE(16), directory.readUInt32BE(28)];
    const hashes = directory.subarray(offset, offset + count * 32).toString('hex');

    expect(directory.readUInt32BE(12)).toBe(0x2);
    expect(directory.readUInt32BE(32)).toBe(start);
    expect(directory.subarray(88, 96).toString('latin1')).toBe('example\0');
    expect(hashes.match(/.{64}/g)).toStrictEqual(pages);
    expect(offset + count * 32).toBe(directory.length);
  });

  test.each([
    ['is signed already', signed, 'The program is signed already.'],
    [
      'has code right after its load commands',
      program({ room: 8 }),
      'The program has no room for the load command of a signature.',
    ],
    ['is of another system', Buffer.from('MZ'.repeat(99)), 'The program is not a 64-bit one for macOS.'],
  ])('is refused to a program that %s', (_, bytes, message) => {
    expect(() => signAdHoc(bytes, 'example')).toThrow(new Error(message));
  });
});
