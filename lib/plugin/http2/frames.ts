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

export interface Frame {
  readonly type: number;
  readonly flags: number;
  /** 0: the connection. */
  readonly stream: number;
  readonly payload: Buffer;
}

/** Cuts what a client sends into frames. */
export class FrameReader {
  private rest: Buffer = Buffer.alloc(0);
  private greeted = false;

  /** @throws Http2Error */
  *read(chunk: Buffer): Generator<Frame> {
    let bytes = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    if (!this.greeted) {
      const length = Math.min(bytes.length, PREFACE.length);
      if (!bytes.subarray(0, length).equals(PREFACE.subarray(0, length)))
        throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'a client did not begin as HTTP/2 does');
      this.greeted = length === PREFACE.length;
      if (this.greeted) bytes = bytes.subarray(length);
    }
    while (this.greeted && bytes.length >= HEAD) {
      const length = bytes.readUIntBE(0, 3);
      if (length > LARGEST_PAYLOAD)
        throw new Http2Error(HTTP2.FRAME_SIZE_ERROR, `a frame of ${length} bytes is too large`);
      if (bytes.length < HEAD + length) break;
      yield {
        type: bytes[3]!,
        flags: bytes[4]!,
        stream: bytes.readUInt32BE(5) & 0x7fffffff,
        payload: bytes.subarray(HEAD, HEAD + length),
      };
      bytes = bytes.subarray(HEAD + length);
    }
    this.rest = bytes;
  }
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
