import type { Duplex } from 'node:stream';
import { HTTP2, Http2Error } from '../errors';
import { content, FLAG, FRAME, frameHead, FrameReader, number32, type Frame } from './frames';
import { HeaderBlocks, type RequestHeaders } from './header-blocks';
import { Stream, type Window, type Wire } from './stream';

/** Bytes in flight before the receiver must say it is ready for more; HTTP/2's default of 64 KiB slows large states. */
const WINDOW = 8 * 1024 * 1024;

/** What a window begins with, and the most that it can be. */
const DEFAULT_WINDOW = 65_535;
const LARGEST_WINDOW = 2 ** 31 - 1;

/** Bytes that wait for a client that does not read. While they do, nothing more is read from it. */
const OUTPUT_LIMIT = 16 * 1024 * 1024;

/** For a client that was refused to leave by itself. */
const PATIENCE_MS = 1_000;

/** The one setting that matters here (RFC 9113, section 6.5.2). */
const INITIAL_WINDOW_SIZE = 4;

/** The server's side of HTTP/2 (RFC 9113), as far as gRPC needs it: without push and without priorities. */
export class Connection implements Wire {
  readonly window: Window = { left: DEFAULT_WINDOW };
  /** What the client takes on a new stream. */
  private initialWindow = DEFAULT_WINDOW;
  /** What we take on all streams together. */
  private readonly received: Window = { left: WINDOW };

  private readonly frames = new FrameReader();
  private readonly headers = new HeaderBlocks();
  private readonly streams = new Map<number, Stream>();
  private lastStream = 0;

  private output: Uint8Array[] = [];
  private written: Stream[] = [];
  /** Whether the client left, or was told to. */
  private over = false;

  /**
   * @param accept is given each request as soon as its headers are there
   * @param onFailure hears why the connection broke off
   */
  constructor(
    private readonly socket: Duplex,
    private readonly accept: (stream: Stream) => void,
    private readonly onFailure: (error: Error) => void,
  ) {
    socket.on('data', (chunk: Buffer) => this.read(chunk));
    socket.on('error', (error) => {
      if (!this.over) onFailure(error);
    });
    socket.on('close', () => this.end());
    const settings = Buffer.alloc(6);
    settings.writeUInt16BE(INITIAL_WINDOW_SIZE);
    settings.writeUInt32BE(WINDOW, 2);
    this.write(frameHead(FRAME.SETTINGS, 0, 0, settings.length), settings);
    this.allow(0, WINDOW - DEFAULT_WINDOW);
  }

  write(...pieces: readonly Uint8Array[]): void {
    // What is written in one turn of the event loop goes out together.
    if (this.output.length === 0) setImmediate(() => this.flush());
    this.output.push(...pieces);
  }

  answered(stream: Stream): void {
    this.written.push(stream);
    this.streams.delete(stream.id);
    if (stream.ended) return;
    // The client need not send the rest of its request.
    const code = Buffer.alloc(4);
    code.writeUInt32BE(HTTP2.NO_ERROR);
    this.write(frameHead(FRAME.RST_STREAM, 0, stream.id, code.length), code);
  }

  private flush(): void {
    if (this.output.length === 0) return;
    const { output, written, socket } = this;
    this.output = [];
    this.written = [];
    socket.write(Buffer.concat(output), () => written.forEach((stream) => stream.close()));
    if (socket.writableLength <= OUTPUT_LIMIT) return;
    socket.pause();
    socket.once('drain', () => socket.resume());
  }

  private read(chunk: Buffer): void {
    if (this.over) return;
    try {
      for (const frame of this.frames.read(chunk)) this.take(frame);
    } catch (error) {
      if (!(error instanceof Http2Error)) throw error;
      this.fail(error);
    }
  }

  private fail(error: Http2Error): void {
    const goAway = Buffer.alloc(8);
    goAway.writeUInt32BE(this.lastStream);
    goAway.writeUInt32BE(error.code, 4);
    this.write(frameHead(FRAME.GOAWAY, 0, 0, goAway.length), goAway);
    this.flush();
    // Destroyed at once it could lose what it was just told. What it still sends is dropped.
    this.socket.end();
    setTimeout(() => this.socket.destroy(), PATIENCE_MS).unref();
    this.end();
    this.onFailure(error);
  }

  private end(): void {
    this.over = true;
    for (const stream of this.streams.values()) stream.close();
    this.streams.clear();
  }

  private take(frame: Frame): void {
    if ((frame.type === FRAME.CONTINUATION) !== this.headers.areOpen)
      throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'headers were broken off, or continued without a beginning');
    switch (frame.type) {
      case FRAME.DATA:
        return this.takeData(frame);
      case FRAME.HEADERS:
        return this.takeRequest(this.headers.begin(frame));
      case FRAME.CONTINUATION:
        return this.takeRequest(this.headers.goOn(frame));
      case FRAME.RST_STREAM:
        return this.takeReset(frame);
      case FRAME.SETTINGS:
        return this.takeSettings(frame);
      case FRAME.PING:
        return this.takePing(frame);
      case FRAME.WINDOW_UPDATE:
        return this.takeWindowUpdate(frame);
      case FRAME.PUSH_PROMISE:
        throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'a client cannot push');
    }
    // Priorities, a farewell and what is not known yet ask for nothing.
  }

  /** @returns nothing when the stream is over already: what was under way then does not matter. */
  private find({ stream: id }: Frame): Stream | undefined {
    if (id === 0 || id > this.lastStream)
      throw new Http2Error(HTTP2.PROTOCOL_ERROR, `a frame is of the stream ${id}, which was not opened`);
    return this.streams.get(id);
  }

  private takeData(frame: Frame): void {
    const bytes = content(frame);
    const { length } = frame.payload;
    const stream = this.find(frame);
    this.count(this.received, length, 0);
    if (!stream) return;
    if (stream.ended) throw new Http2Error(HTTP2.STREAM_CLOSED, 'a request went on after its end');
    this.count(stream.received, length, stream.id);
    stream.onData(bytes);
    if (frame.flags & FLAG.END_STREAM) this.endRequest(stream);
  }

  private endRequest(stream: Stream): void {
    stream.ended = true;
    stream.onEnd();
  }

  /** Counts bytes that came in, and allows more before they are used up. */
  private count(window: Window, length: number, stream: number): void {
    window.left -= length;
    if (window.left < 0) throw new Http2Error(HTTP2.FLOW_CONTROL_ERROR, 'more was sent than was allowed');
    if (window.left >= WINDOW / 2) return;
    this.allow(stream, WINDOW - window.left);
    window.left = WINDOW;
  }

  private allow(stream: number, bytes: number): void {
    const update = Buffer.alloc(4);
    update.writeUInt32BE(bytes);
    this.write(frameHead(FRAME.WINDOW_UPDATE, 0, stream, update.length), update);
  }

  private takeRequest(request: RequestHeaders | undefined): void {
    if (!request) return;
    const { stream: id, endStream, headers } = request;
    let stream = this.streams.get(id);
    if (stream && (stream.ended || !endStream))
      throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'a request has headers after its end, or twice');
    if (!stream && id > this.lastStream) {
      this.lastStream = id;
      stream = new Stream(id, headers, this, { left: this.initialWindow }, { left: WINDOW });
      this.streams.set(id, stream);
      this.accept(stream);
    }
    if (stream && endStream) this.endRequest(stream);
  }

  private takeReset(frame: Frame): void {
    number32(frame);
    this.find(frame)?.close();
    this.streams.delete(frame.stream);
  }

  private takeSettings({ flags, payload }: Frame): void {
    if (flags & FLAG.ACK) return;
    if (payload.length % 6 !== 0)
      throw new Http2Error(HTTP2.FRAME_SIZE_ERROR, `settings of ${payload.length} bytes are not whole`);
    for (let at = 0; at < payload.length; at += 6) {
      if (payload.readUInt16BE(at) !== INITIAL_WINDOW_SIZE) continue;
      const size = payload.readUInt32BE(at + 2);
      for (const { window } of this.streams.values()) widen(window, size - this.initialWindow);
      this.initialWindow = widen({ left: 0 }, size);
    }
    this.write(frameHead(FRAME.SETTINGS, FLAG.ACK, 0, 0));
    this.flushStreams();
  }

  private takePing({ flags, payload }: Frame): void {
    if (payload.length !== 8)
      throw new Http2Error(HTTP2.FRAME_SIZE_ERROR, `a ping has ${payload.length} bytes instead of 8`);
    if (!(flags & FLAG.ACK)) this.write(frameHead(FRAME.PING, FLAG.ACK, 0, payload.length), payload);
  }

  private takeWindowUpdate(frame: Frame): void {
    const more = number32(frame) & LARGEST_WINDOW;
    if (more === 0) throw new Http2Error(HTTP2.PROTOCOL_ERROR, 'a window was opened by nothing');
    const window = frame.stream === 0 ? this.window : this.find(frame)?.window;
    if (!window) return;
    widen(window, more);
    this.flushStreams();
  }

  private flushStreams(): void {
    for (const stream of this.streams.values()) stream.flush();
  }
}

function widen(window: Window, bytes: number): number {
  window.left += bytes;
  if (window.left > LARGEST_WINDOW)
    throw new Http2Error(HTTP2.FLOW_CONTROL_ERROR, 'a window was opened wider than it can be');
  return window.left;
}
