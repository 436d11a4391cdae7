import { Http2Error, HTTP2 } from '../errors';

/** RFC 9113, section 6. */
export const FRAME = {
  DATA: 0,
  HEADERS: 1,
  PRIORITY: 2,
  RST_STREAM: 3,
  SETTINGS: 4,
  PUSH_PROMISE: 5,
  PING: 6,
  GOAWAY: 7,
  WINDOW_UPDATE: 8,
  CONTINUATION: 9,
} as const;

export const FLAG = { END_STREAM: 0x1, ACK: 0x1, END_HEADERS: 0x4, PADDED: 0x8, PRIORITY: 0x20 } as const;

/** In bytes; both sides start with it, and neither changes it here. */
export const LARGEST_PAYLOAD = 16_384;

const HEAD = 9;
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const NOTHING = Buffer.alloc(0);

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 0: the connection. */
  readonly stream: number;
  readonly payload: Buffer;
}

/** Cuts what a client sends into frames. */
export class FrameReader {
  /** How much of the preface came. */
  private greeted = 0;
  /** The beginning of a frame whose other bytes did not come yet. */
  private rest: Buffer = NOTHING;

  /** @throws Http2Error */
  *read(chunk: Buffer): Generator<Frame> {
    let bytes = this.greet(chunk);
    while (bytes.length > 0) {
      const { rest } = this;
      const size = sizeOf(rest.length > 0 ? rest : bytes);
      const missing = size - rest.length;
      const part = bytes.subarray(0, missing);
      bytes = bytes.subarray(missing);
      // Only what is cut off is copied: most bytes of large messages stay where they came.
      const frame = rest.length === 0 && part.length === size ? part : Buffer.concat([rest, part]);
      const whole = frame.length >= HEAD && frame.length === sizeOf(frame);
      this.rest = whole ? NOTHING : frame;
      if (whole)
        yield {
          type: frame[3]!,
          flags: frame[4]!,
          stream: frame.readUInt32BE(5) & 0x7fffffff,
          payload: frame.subarray(HEAD),
        };
    }
  }

  /** @returns what follows the preface */
  private greet(bytes: Buffer): Buffer {
    const expected = PREFACE.subarray(this.greeted, this.greeted + bytes.length);
    if (!bytes.subarray(0, expected.length).equals(expected))
      throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'a client did not begin as HTTP/2 does');
    this.greeted += expected.length;
    return bytes.subarray(expected.length);
  }
}

/** Of a frame that begins so; only of its head, as long as that is not there. @throws Http2Error */
function sizeOf(start: Buffer): number {
  if (start.length < HEAD) return HEAD;
  const length = start.readUIntBE(0, 3);
  if (length > LARGEST_PAYLOAD)
    throw new Http2Error(HTTP2.FRAME_SIZE_ERROR, `a frame of ${length} bytes is too large`);
  return HEAD + length;
}

/** The head of a frame, which the payload follows. */
export function frameHead(type: number, flags: number, stream: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD);
  head.writeUIntBE(length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return head;
}

/** The payload of a DATA or HEADERS frame without what may lie around it. @throws Http2Error */
export function content({ type, flags, payload }: Frame): Buffer {
  const padded = (flags & FLAG.PADDED) !== 0;
  const start = (padded ? 1 : 0) + (type === FRAME.HEADERS && flags & FLAG.PRIORITY ? 5 : 0);
  const end = payload.length - (padded ? (payload[0] ?? 0) : 0);
  if (end < start) throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'a frame is longer than it is');
  return payload.subarray(start, end);
}

/** The payload of a frame that has a number in it. @throws Http2Error */
export function number32({ payload }: Frame): number {
  if (payload.length !== 4)
    throw new Http2Error(HTTP2.FRAME_SIZE_ERROR, `a frame has ${payload.length} bytes instead of 4`);
  return payload.readUInt32BE(0);
}
