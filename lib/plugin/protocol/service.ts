import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { diagnosticMessages, thrownDiagnostic } from './diagnostics';
import type { Calls } from './calls';
import { CallError, describeThrown, RequestError, STATUS } from '../errors';
import type { Diagnostic as DiagnosticMessage } from '../generated/tfplugin6';
import type { EventStream, Unary } from '../transport/grpc';
import { log } from '../log';
import type { Call, Diagnostic, Resource, Schema } from '../provider';
import { schemaType } from './schema';
import type { AttributeType } from '../value';

/** A message type as ts-proto generates it. */
interface Codec<Message> {
  encode(message: Message): BinaryWriter;
  decode(bytes: BinaryReader | Uint8Array): Message;
}

interface Answer {
  diagnostics: DiagnosticMessage[];
}

/** A resource or a data source, with the type of its objects. */
export interface Found<Served = Resource> {
  readonly served: Served;
  readonly type: AttributeType;
}

/** @throws RequestError when the name is unknown */
export type Find<Served = Resource> = (name: string) => Found<Served>;

/** Makes the types once, because every call needs one. */
export function finder<Served extends { readonly schema: Schema }>(
  kind: 'resource' | 'data source' | 'list' | 'action',
  all: Readonly<Record<string, Served>>,
): Find<Served> {
  const known = new Map(
    Object.entries(all).map(([name, served]) => [name, { served, type: schemaType(served.schema) }]),
  );
  return (name) => {
    const found = known.get(name);
    if (!found) throw new RequestError(`This provider has no ${kind} ${name}`);
    return found;
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
 * A method that answers with a stream of events. Anything it throws becomes the last event.
 *
 * @param last the event that has the diagnostics; undefined for none
 */
export function streamMethod<Request, Event>(
  { calls, notices }: Shared,
  requests: Codec<Request>,
  events: Codec<Event>,
  handle: (request: Request, call: Call) => AsyncGenerator<Event, readonly DiagnosticMessage[]>,
  last: (diagnostics: DiagnosticMessage[]) => Event | undefined,
): EventStream {
  return {
    async *events(bytes, { controller }) {
      const request = understand(requests, bytes);
      let diagnostics: readonly DiagnosticMessage[];
      try {
        calls.begin(controller);
        const handled = handle(request, controller);
        let next = await handled.next();
        for (; !next.done; next = await handled.next()) yield events.encode(next.value).finish();
        diagnostics = next.value;
      } catch (thrown) {
        diagnostics = failed(thrown, controller);
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
