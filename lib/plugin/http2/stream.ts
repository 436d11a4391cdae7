import { FLAG, FRAME, frameHead, LARGEST_PAYLOAD } from './frames';

/** How many bytes one side may still send before the other one allows more. */
export interface Window {
  left: number;
}

/** What a stream needs of its connection. */
export interface Wire {
  /** What the client takes on all streams together. */
  readonly window: Window;
  write(...pieces: readonly Uint8Array[]): void;
  /** The stream's answer was written to its end. */
  answered(stream: Stream): void;
}

const NOTHING = new Uint8Array();

/** A request and its answer. */
export class Stream {
  /** What becomes of the request's bytes. */
  onData: (bytes: Buffer) => void = () => undefined;
  /** The request is whole. */
  onEnd: () => void = () => undefined;

  /** Resolves when the answer was handed over to the system, or when nobody waits for it any more. */
  readonly closed: Promise<void>;
  private settle!: () => void;

  /** Whether the request is whole, and whether the answer is. */
  ended = false;
  answered = false;

  private isClosed = false;
  /** Of the answer, what the client's windows did not let through yet. */
  private rest: Uint8Array | undefined;
  private trailers: Uint8Array = NOTHING;

  constructor(
    readonly id: number,
    readonly headers: ReadonlyMap<string, string>,
    private readonly wire: Wire,
    /** What the client takes on this stream. */
    readonly window: Window,
    /** What we take on it. */
    readonly received: Window,
  ) {
    this.closed = new Promise((resolve) => (this.settle = resolve));
  }

  /** Whether an answer is still waited for. */
  get isOpen(): boolean {
    return !this.answered && !this.isClosed;
  }

  /** An answer of headers, which is whole with them or stays open for ever. */
  respond(headers: Uint8Array, end: boolean): void {
    this.writeHeaders(headers, end);
  }

  /** A whole answer. */
  send(headers: Uint8Array, body: Uint8Array, trailers: Uint8Array): void {
    this.respond(headers, false);
    this.rest = body;
    this.trailers = trailers;
    this.flush();
  }

  /** Sends as much of the answer as the client takes. */
  flush(): void {
    if (this.rest === undefined) return;
    while (this.rest.length > 0) {
      const size = Math.min(this.rest.length, LARGEST_PAYLOAD, this.window.left, this.wire.window.left);
      if (size <= 0) return;
      this.window.left -= size;
      this.wire.window.left -= size;
      this.wire.write(frameHead(FRAME.DATA, 0, this.id, size), this.rest.subarray(0, size));
      this.rest = this.rest.subarray(size);
    }
    this.rest = undefined;
    this.writeHeaders(this.trailers, true);
  }

  close(): void {
    this.isClosed = true;
    this.settle();
  }

  private writeHeaders(headers: Uint8Array, end: boolean): void {
    const flags = FLAG.END_HEADERS | (end ? FLAG.END_STREAM : 0);
    this.wire.write(frameHead(FRAME.HEADERS, flags, this.id, headers.length), headers);
    if (!end) return;
    this.answered = true;
    this.wire.answered(this);
  }
}
