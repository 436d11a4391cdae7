import { Http2Error, HTTP2 } from '../errors';

/** Of each byte, and of the end at last: how many bits its code has; A is 5 (RFC 7541, appendix B). */
const LENGTHS =
  'ISXXXXXXXTZXXZXXXXXXXXZXXXXXXXXXBFFHIBDGFFDGDBBBAAABBBBBBBCDKBHFIBCCCCCCCCCCCCCCCCCCCCCCDCDIOIJB' +
  'KABABABBBACCBBBABCBAABCCCCCKGJIXPRPPRRRSRSSSSSTSTTRSTSSSSQRSRSSTRQPRRSSQSRRTQRSSQQRQSRSSPRRRSRRSVVPORSRU' +
  'VVVWWVTUOQVWWVWTQQVVXWWWPTPQRQQSRRUUTTVSVWVVWWWWWXWWWWWVZ';

const END = 256;
/** In bits. */
const LONGEST = 30;

/** The codes of one length follow upon each other, and start where the shorter ones end. */
interface Codes {
  readonly first: number;
  readonly bytes: readonly number[];
}

const CODES = codesByLength();

function codesByLength(): Codes[] {
  const bytes: number[][] = Array.from({ length: LONGEST + 1 }, () => []);
  for (let byte = 0; byte <= END; byte++) bytes[LENGTHS.charCodeAt(byte) - 60]!.push(byte);
  let next = 0;
  return bytes.map((ofLength) => {
    const first = next;
    next = (first + ofLength.length) * 2;
    return { first, bytes: ofLength };
  });
}

/** @throws Http2Error when the bytes are no text in Huffman's code */
export function decodeHuffman(encoded: Uint8Array): string {
  const decoded: number[] = [];
  let code = 0;
  let length = 0;
  for (const byte of encoded)
    for (let bit = 7; bit >= 0; bit--) {
      code = code * 2 + ((byte >> bit) & 1);
      length += 1;
      const codes = CODES[length];
      const found = codes?.bytes[code - codes.first];
      if (found === END) throw new Http2Error(HTTP2.COMPRESSION_ERROR, 'a text has no such code');
      if (found === undefined) continue;
      decoded.push(found);
      code = 0;
      length = 0;
    }
  // The rest of the last byte is filled with the beginning of the end's code, which is all ones.
  if (length > 7 || code !== 2 ** length - 1)
    throw new Http2Error(HTTP2.COMPRESSION_ERROR, 'a text does not end as it must');
  return Buffer.from(decoded).toString('latin1');
}
