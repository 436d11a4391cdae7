import type { AUTH_METHOD_ATTRIBUTES } from '../attributes';
import { Secrets } from '../text/secrets';
import type { AuthMethod } from '../wire/answer';
import type { SentAttributes } from '../wire/request';
import { deliver, seen } from './delivery';
import { takesEffect, type EmulatorFault } from './fault';
import { Faults, type FaultCount } from './faults';
import { logLine, refusalLine } from './log';
import type { Request } from './handle';
import { checkOptions, type EmulatorOptions } from './options';
import { Organisation } from './organisation';
import { recorded, type ReceivedRequest } from './requests';
import { listen, type Reply } from './server';

type RequiredName = Extract<(typeof AUTH_METHOD_ATTRIBUTES)[number], { need: 'required' }>['wire'];

/** The attributes of a new auth method by their names on the wire. A client secret is made up if none is given. */
export type NewAuthMethod = SentAttributes & Readonly<Record<RequiredName, string>>;

/** A running emulator, see {@link startEmulator}. */
export interface Emulator extends AsyncDisposable {
  /** Where it listens, such as `http://127.0.0.1:41327`: the `api_url` of the provider, or `DD_HOST`. */
  readonly url: string;
  /**
   * The requests so far, in the order in which they took effect, the refused ones too.
   * Their `body` holds client secrets as they were sent, see {@link ReceivedRequest.body}.
   */
  readonly requests: readonly ReceivedRequest[];
  /** Forgets {@link requests}; the auth methods stay. */
  clearRequests(): void;
  /** The auth methods as Datadog shows them, oldest first. */
  methods(): readonly AuthMethod[];
  /**
   * The client secret that an auth method now has; undefined when it is not known, after a restart from a file.
   * Throws an {@link EmulatorError} when there is no such auth method, as do all that take an id or a name.
   */
  secretOf(idOrName: string): string | undefined;
  /**
   * Adds an auth method as somebody does in Datadog's web pages: no request is recorded.
   * Throws an {@link EmulatorError} when the name is in use or the attributes are none of an auth method.
   */
  add(attributes: NewAuthMethod): AuthMethod;
  /**
   * Changes an auth method as somebody does in Datadog's web pages: no request is recorded. What is absent stays,
   * `null` clears. Values are not checked as those of a request are, so that tests can have odd ones.
   */
  edit(idOrName: string, attributes: SentAttributes): AuthMethod;
  /** Removes an auth method as somebody does in Datadog's web pages: no request is recorded. */
  remove(idOrName: string): void;
  /**
   * Adds a rule of what goes wrong from now on, after those that there are. Answers what it did so far, each time
   * it is asked: `const fault = emulator.fault({ kind: 503, method: 'POST' }); … fault().fired`.
   * Throws an {@link EmulatorError} when the rule cannot be followed.
   */
  fault(fault: EmulatorFault): () => FaultCount;
  /** The rules in their order, and what each did so far: a test ends by asking whether all were met. */
  faults(): readonly FaultCount[];
  /** Forgets the rules, so that nothing goes wrong any more. */
  clearFaults(): void;
  /** Ends it: answers what is under way, takes nothing new, and resolves when no connection is left. */
  close(): Promise<void>;
}

/**
 * Starts a local Datadog that knows the auth methods of the Webhooks Integration: stateful, and strict, so that
 * what passes here passes there. Each call starts one of its own.
 *
 * Where Datadog does not say what it does, the emulator does this: a PATCH without attributes is answered 200,
 * empty and blank values are refused, names are the same when every letter is, every request counts for the
 * rate limit, and `Accept` and `User-Agent` may be missing.
 *
 * ```ts
 * const emulator = await startEmulator();
 * // point DD_HOST or the provider's apiUrl to emulator.url, deploy, look at emulator.requests
 * await emulator.close();
 * ```
 *
 * With `faults`, or `fault()` later, chosen requests go wrong: a reset connection, a cut answer, a 503.
 *
 * Throws an {@link EmulatorError} when an option or the file is wrong or the port cannot be had.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  checkOptions(options);
  const { port = 0, host = '127.0.0.1', latencyMs = 0, now = Date.now, onRequest, log } = options;
  const faults = new Faults(options.faults);
  const organisation = new Organisation(options, options.file);
  const secrets = new Secrets();
  let requests: ReceivedRequest[] = [];
  const answer = (request: Request): Reply => {
    const fault = faults.meet(request, organisation.stored());
    const delivery = deliver(fault, request, organisation.answer(request, !fault || takesEffect(fault)));
    const received = recorded(request, seen(delivery), fault);
    requests.push(received);
    return {
      delivery,
      sent(startedAt, durationMs) {
        const finished = { ...received, startedAt, durationMs };
        onRequest?.(finished);
        if (!log) return;
        organisation.secrets().forEach((secret) => secrets.add(secret));
        log(logLine(finished, request, secrets));
      },
    };
  };
  const refuses = () => {
    const refused = faults.refuses();
    if (refused) log?.(refusalLine(new Date()));
    return refused;
  };
  const { url, close } = await listen({ port, host, latencyMs, now, answer, refuses });
  return {
    url,
    get requests() {
      return [...requests];
    },
    clearRequests: () => void (requests = []),
    methods: () => organisation.methods(),
    secretOf: (idOrName) => organisation.find(idOrName).secret,
    add: (attributes) => organisation.add(attributes),
    edit: (idOrName, attributes) => organisation.edit(idOrName, attributes),
    remove: (idOrName) => organisation.remove(idOrName),
    fault: (fault) => faults.add(fault),
    faults: () => faults.all(),
    clearFaults: () => faults.clear(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
