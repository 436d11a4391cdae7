import type { AUTH_METHOD_ATTRIBUTES } from '../attributes';
import type { AuthMethod } from '../wire/answer';
import type { SentAttributes } from '../wire/request';
import type { EmulatorFault } from './fault';
import { Faults, type FaultCount } from './faults';
import type { Request } from './handle';
import { checkOptions, type EmulatorOptions } from './options';
import { Organisation } from './organisation';
import { Receiver } from './receiver';
import type { ReceivedRequest } from './requests';
import { listen } from './server';

type RequiredName = Extract<(typeof AUTH_METHOD_ATTRIBUTES)[number], { need: 'required' }>['wire'];

/**
 * The attributes of a new auth method, by their names in Datadog's API. Without a client secret a random one
 * is set.
 */
export type NewAuthMethod = SentAttributes & Readonly<Record<RequiredName, string>>;

declare global {
  // Declared here, so that projects without Node's types or the newest library can use the emulator's types.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/** A running emulator, see {@link startEmulator}. `await using` closes it. */
export interface Emulator {
  /** Its address, such as `http://127.0.0.1:41327`, for the provider's `apiUrl` or for `DD_HOST`. */
  readonly url: string;
  /**
   * All requests, in the order in which they took effect, refused ones included.
   * Their `body` contains client secrets as they were sent, see {@link ReceivedRequest.body}.
   */
  readonly requests: readonly ReceivedRequest[];
  /** Empties {@link requests}; the auth methods stay. */
  clearRequests(): void;
  /** The auth methods as Datadog shows them, oldest first. */
  methods(): readonly AuthMethod[];
  /**
   * The client secret of an auth method; undefined if it is unknown, after a restart from a file. Throws an
   * {@link EmulatorError} if no auth method has this id or name, as do the other methods that take one.
   */
  secretOf(idOrName: string): string | undefined;
  /**
   * Adds an auth method, like a person in Datadog's web interface: no request is recorded, but the audit
   * trail has it.
   * Throws an {@link EmulatorError} if the name is in use or the attributes are not those of an auth method.
   */
  add(attributes: NewAuthMethod): AuthMethod;
  /**
   * Changes an auth method, like a person in Datadog's web interface: no request is recorded, but the audit
   * trail has it. An absent attribute stays, `null` clears it. Values are not checked, so that tests can use
   * unusual ones.
   */
  edit(idOrName: string, attributes: SentAttributes): AuthMethod;
  /** Removes an auth method, like a person in Datadog's web interface, as {@link edit} changes one. */
  remove(idOrName: string): void;
  /**
   * Adds a fault after the existing ones. Returns a function that counts what it did so far:
   * `const fault = emulator.fault({ kind: 503, method: 'POST' }); … fault().fired`.
   * Throws an {@link EmulatorError} if the fault is not valid.
   */
  fault(fault: EmulatorFault): () => FaultCount;
  /** All faults in their order, with what each did so far. A test can check at its end that all fired. */
  faults(): readonly FaultCount[];
  /** Removes all faults. */
  clearFaults(): void;
  /** Stops the emulator: it finishes running requests, accepts no new ones, and closes all connections. */
  close(): Promise<void>;
  /** Calls {@link close}. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a local Datadog with the auth methods of the Webhooks Integration. It is stateful and strict: what
 * works here works with Datadog. Each call starts a separate emulator.
 *
 * Where Datadog does not document its behaviour, the emulator behaves like this: a PATCH without attributes
 * is answered 200, empty values are refused, and so are a blank name and a blank client id. Names are
 * case-sensitive, every request counts for the rate limit, and the headers `Accept` and `User-Agent` are
 * optional.
 *
 * ```ts
 * const emulator = await startEmulator();
 * // set DD_HOST or the provider's apiUrl to emulator.url, deploy, check emulator.requests
 * await emulator.close();
 * ```
 *
 * With `faults`, or `fault()` later, some requests fail: a reset connection, a truncated answer, a 503.
 *
 * Throws an {@link EmulatorError} if an option or the file is not valid, or the port is in use.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const { port = 0, host = '127.0.0.1', latencyMs = 0, now = Date.now } = options;
  const { user = 'somebody@example.com' } = options;
  const faults = new Faults(options.faults);
  const organisation = new Organisation({ ...options, user }, options.file, now);
  const receiver = new Receiver({ ...options, host }, organisation, faults);
  const answer = (request: Request) => receiver.answer(request);
  const { url, close } = await listen({ port, host, latencyMs, now, answer });
  return {
    url,
    get requests() {
      return [...receiver.requests];
    },
    clearRequests: () => void (receiver.requests = []),
    methods: () => organisation.methods(),
    secretOf: (idOrName) => organisation.find(idOrName).secret,
    add: (attributes) => organisation.add(attributes),
    edit: (idOrName, attributes) => organisation.edit(idOrName, attributes),
    remove: (idOrName) => void organisation.remove(idOrName),
    fault: (fault) => faults.add(fault),
    faults: () => faults.all(),
    clearFaults: () => faults.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
