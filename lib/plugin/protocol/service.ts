import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { diagnosticMessages, isDiagnostic, thrownDiagnostic } from './diagnostics';
import type { Calls } from './calls';
import { CallError, describeThrown, RequestError, STATUS } from '../errors';
import type { Diagnostic as DiagnosticMessage } from '../generated/tfplugin6';
import type { EventStream, Unary } from '../transport/grpc';
import { log } from '../log';
import type { Call, Diagnostic } from '../provider';

/** A message type as ts-proto generates it. */
interface Codec<Message> {
  encode(message: Message): BinaryWriter;
  decode(bytes: BinaryReader | Uint8Array): Message;
}

interface Answer {
  diagnostics: DiagnosticMessage[];
}

/** @throws RequestError when the name is unknown */
export type Find<Served> = (name: string) => Served;

export function finder<Served>(
  kind: 'resource' | 'data source' | 'action',
  all: Readonly<Record<string, Served>>,
): Find<Served> {
  return (name) => {
    const served = Object.hasOwn(all, name) ? all[name] : undefined;
    if (served === undefined) throw new RequestError(`This provider has no ${kind} ${name}`);
    return served;
  };
}

/** What all methods of one provider share. */
export interface Shared {
  readonly calls: Calls;
  /** Diagnostics to add to the next answer, see `Provider.notices`. */
  readonly notices: () => readonly Diagnostic[];
}

/**
 * A method of the provider's service. Anything it throws becomes a diagnostic, and the rest of the answer is
 * empty. Then Terraform changes nothing: it keeps the prior state and private data after a failed read,
 * update or delete, and stores nothing after a failed create.
 */
export function method<Request, Response extends Answer>(
  { calls, notices }: Shared,
  requests: Codec<Request>,
  responses: Codec<Response>,
  handle: (request: Request, call: Call) => Response | Promise<Response>,
): Unary {
  const encodeAnswer = (answer: Response) => {
    answer.diagnostics.push(...diagnosticMessages(notices()));
    return responses.encode(answer).finish();
  };
  return async (bytes, { controller }) => {
    const request = understand(requests, bytes);
    try {
      calls.begin(controller);
      return encodeAnswer(await handle(request, controller));
    } catch (thrown) {
      const answer = responses.decode(new Uint8Array());
      answer.diagnostics = failed(thrown, controller);
      return encodeAnswer(answer);
    } finally {
      calls.end(controller);
    }
  };
}

/**
 * A method that answers with a stream of events. The diagnostics it yields or throws are in the last event.
 *
 * @param last the event that has the diagnostics; undefined for none
 */
export function streamMethod<Request, Event extends object>(
  { calls, notices }: Shared,
  requests: Codec<Request>,
  events: Codec<Event>,
  handle: (request: Request, call: Call) => AsyncGenerator<Event | Diagnostic, void>,
  last: (diagnostics: DiagnosticMessage[]) => Event | undefined,
): EventStream {
  return {
    async *events(bytes, { controller }) {
      const request = understand(requests, bytes);
      const diagnostics: DiagnosticMessage[] = [];
      try {
        calls.begin(controller);
        for await (const item of handle(request, controller))
          if (isDiagnostic(item)) diagnostics.push(...diagnosticMessages([item]));
          else yield events.encode(item).finish();
      } catch (thrown) {
        diagnostics.push(...failed(thrown, controller));
      } finally {
        calls.end(controller);
      }
      const end = last([...diagnostics, ...diagnosticMessages(notices())]);
      if (end !== undefined) yield events.encode(end).finish();
    },
  };
}

function failed(thrown: unknown, { signal }: Call): DiagnosticMessage[] {
  if (!(thrown instanceof RequestError))
    log('error', 'a call failed', { error: describeThrown(thrown, 'stack') });
  return diagnosticMessages([thrownDiagnostic(thrown, signal)]);
}

function understand<Request>(requests: Codec<Request>, bytes: Uint8Array): Request {
  try {
    return requests.decode(bytes);
  } catch (thrown) {
    throw new CallError(STATUS.INTERNAL, `the request cannot be read: ${describeThrown(thrown)}`);
  }
}
