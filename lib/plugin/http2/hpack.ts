import { Http2Error, HTTP2 } from '../errors';
import { decodeHuffman } from './huffman';

type Header = readonly [name: string, value: string];

/** RFC 7541, appendix A. */
const STATIC: readonly Header[] = (
  ':authority|:method=GET|:method=POST|:path=/|:path=/index.html|:scheme=http|:scheme=https|:status=200|:status=204|' +
  ':status=206|:status=304|:status=400|:status=404|:status=500|accept-charset|accept-encoding=gzip, deflate|' +
  'accept-language|accept-ranges|accept|access-control-allow-origin|age|allow|authorization|cache-control|' +
  'content-disposition|content-encoding|content-language|content-length|content-location|content-range|content-type|' +
  'cookie|date|etag|expect|expires|from|host|if-match|if-modified-since|if-none-match|if-range|if-unmodified-since|' +
  'last-modified|link|location|max-forwards|proxy-authenticate|proxy-authorization|range|referer|refresh|retry-after|' +
  'server|set-cookie|strict-transport-security|transfer-encoding|user-agent|vary|via|www-authenticate'
)
  .split('|')
  .map((entry) => [entry.split('=')[0]!, entry.split('=')[1] ?? '']);

/** In bytes, as HPACK counts them; HTTP/2's default. */
const TABLE_LIMIT = 4096;

/** What HPACK counts for each entry beside its text. */
const ENTRY = 32;

/** Reads the headers of one connection, whose blocks refer to those before them (RFC 7541). */
export class HeaderDecoder {
  /** The newest first. */
  private readonly table: Header[] = [];
  private size = 0;
  private limit = TABLE_LIMIT;

  /** @throws Http2Error; after that the connection is of no use */
  decode(block: Uint8Array): Map<string, string> {
    const headers = new Map<string, string>();
    const reader = new Reader(block);
    while (!reader.done) {
      const first = reader.peek();
      if (first & 0x80) headers.set(...this.entry(reader.integer(7)));
      else if (first & 0x40) headers.set(...this.add(this.literal(reader, 6)));
      else if (first & 0x20) this.resize(reader.integer(5));
      else headers.set(...this.literal(reader, 4));
    }
    return headers;
  }

  private literal(reader: Reader, prefix: number): Header {
    const index = reader.integer(prefix);
    const name = index === 0 ? reader.text() : this.entry(index)[0];
    return [name, reader.text()];
  }

  private entry(index: number): Header {
    const found = index <= STATIC.length ? STATIC[index - 1] : this.table[index - STATIC.length - 1];
    if (!found) throw new Http2Error(HTTP2.COMPRESSION_ERROR, `there is no header ${index}`);
    return found;
  }

  private add(header: Header): Header {
    this.table.unshift(header);
    this.size += sizeOf(header);
    this.evict();
    return header;
  }

  private resize(limit: number): void {
    if (limit > TABLE_LIMIT)
      throw new Http2Error(HTTP2.COMPRESSION_ERROR, `a table of ${limit} bytes is too large`);
    this.limit = limit;
    this.evict();
  }

  private evict(): void {
    while (this.size > this.limit) this.size -= sizeOf(this.table.pop()!);
  }
}

function sizeOf([name, value]: Header): number {
  return name.length + value.length + ENTRY;
}

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  peek(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Http2Error(HTTP2.COMPRESSION_ERROR, 'the headers break off');
    return byte;
  }

  /** In the low bits of the first byte, and if they are all ones, in seven of each that follows. */
  integer(prefix: number): number {
    const most = 2 ** prefix - 1;
    let value = this.peek() & most;
    this.at += 1;
    if (value < most) return value;
    // Four bytes more hold more than any block has.
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.peek();
      this.at += 1;
      value += (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Http2Error(HTTP2.COMPRESSION_ERROR, 'a number in the headers is too large');
  }

  text(): string {
    const huffman = (this.peek() & 0x80) !== 0;
    const length = this.integer(7);
    const end = this.at + length;
    if (end > this.bytes.length) throw new Http2Error(HTTP2.COMPRESSION_ERROR, 'the headers break off');
    const bytes = this.bytes.subarray(this.at, end);
    this.at = end;
    return huffman ? decodeHuffman(bytes) : Buffer.from(bytes).toString('latin1');
  }
}

/** Names and values as they are: answers have few, and those always the same. */
export function encodeHeaders(headers: Readonly<Record<string, string>>): Buffer {
  return Buffer.concat(
    Object.entries(headers).flatMap(([name, value]) => [Buffer.of(0), encodeText(name), encodeText(value)]),
  );
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1');
  return Buffer.concat([encodeInteger(bytes.length, 7), bytes]);
}

function encodeInteger(value: number, prefix: number): Buffer {
  const most = 2 ** prefix - 1;
  if (value < most) return Buffer.of(value);
  const bytes = [most];
  let rest = value - most;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
