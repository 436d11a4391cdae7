import { HTTP2, Http2Error } from '../errors';
import { content, FLAG, type Frame } from './frames';
import { HeaderDecoder } from './hpack';

/** Bytes of one request's headers, with the frames they come in; gRPC for Go sends some hundred. */
const LIMIT = 64 * 1024;

/** What a frame's head counts, or frames of nothing could go on for ever. */
const HEAD = 9;

export interface RequestHeaders {
  readonly stream: number;
  /** Whether the request has nothing but headers, or these are its last ones. */
  readonly endStream: boolean;
  readonly headers: ReadonlyMap<string, string>;
}

interface Unfinished {
  readonly stream: number;
  readonly endStream: boolean;
  readonly parts: Buffer[];
  /** In bytes, with the frames' heads. */
  size: number;
}

/** Puts the headers of a request together, which may come in several frames. */
export class HeaderBlocks {
  private readonly decoder = new HeaderDecoder();
  private open: Unfinished | undefined;

  /** Whether nothing but the rest of some headers may come. */
  get areOpen(): boolean {
    return this.open !== undefined;
  }

  /** @returns nothing until they are whole @throws Http2Error */
  begin(frame: Frame): RequestHeaders | undefined {
    if (frame.stream % 2 === 0)
      throw new Http2Error(HTTP2.PROTOCOL_ERROR, `a client cannot open the stream ${frame.stream}`);
    const endStream = (frame.flags & FLAG.END_STREAM) !== 0;
    this.open = { stream: frame.stream, endStream, parts: [], size: 0 };
    return this.add(this.open, frame, content(frame));
  }

  /** @returns nothing until they are whole @throws Http2Error */
  goOn(frame: Frame): RequestHeaders | undefined {
    if (this.open?.stream !== frame.stream)
      throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'headers were continued on another stream');
    return this.add(this.open, frame, frame.payload);
  }

  private add(open: Unfinished, { flags, payload }: Frame, part: Buffer): RequestHeaders | undefined {
    open.parts.push(part);
    open.size += HEAD + payload.length;
    if (open.size > LIMIT)
      throw new Http2Error(HTTP2.ENHANCE_YOUR_CALM, `the headers of a request are at most ${LIMIT} bytes`);
    if (!(flags & FLAG.END_HEADERS)) return undefined;
    this.open = undefined;
    const { stream, endStream, parts } = open;
    // Also those that nobody needs: the ones after them may refer to them.
    return { stream, endStream, headers: this.decoder.decode(Buffer.concat(parts)) };
  }
}
