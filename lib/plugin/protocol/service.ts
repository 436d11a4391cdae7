import type { BinaryReader, BinaryWriter } from '@bufbuild/protobuf/wire';
import { diagnosticMessages, failure, isDiagnostic } from './diagnostics';
import type { Calls } from './calls';
import { CallError, describeThrown, RequestError, STATUS } from '../errors';
import type { Diagnostic as DiagnosticMessage, DynamicValue } from '../generated/encode/tfplugin6';
import type { EventStream, Unary } from '../transport/grpc';
import type { Call, Diagnostic, Schema } from '../provider';
import type { ObjectValue } from '../value';
import { readPresent } from '../values';

/** A message type as ts-proto generates it: requests are decoded, and answers encoded. */
interface Decoder<Message> {
  decode(bytes: BinaryReader | Uint8Array): Message;
}
interface Encoder<Message> {
  encode(message: Message): BinaryWriter;
}

type Diagnostics = readonly Diagnostic[];

/** An answer whose diagnostics are still those of the provider. */
type Result<Response> = Omit<Response, 'diagnostics'> & { readonly diagnostics: Diagnostics };

/** The fields that the generated code does not take as absent, of all answers, with protobuf's defaults. */
const UNSET = {
  resourceSchemas: {},
  dataSourceSchemas: {},
  listResourceSchemas: {},
  actionSchemas: {},
  identitySchemas: {},
  private: new Uint8Array(),
  plannedPrivate: new Uint8Array(),
  targetPrivate: new Uint8Array(),
  requiresReplace: [],
  importedResources: [],
};

/** @throws RequestError when the name is unknown */
export type Find<Served> = (name: string) => Served;

export function finder<Served>(all: Readonly<Record<string, Served>>): Find<Served> {
  return (name) => {
    const served = Object.hasOwn(all, name) ? all[name] : undefined;
    if (served === undefined) throw new RequestError(`This provider has no ${name}`);
    return served;
  };
}

/** What all methods of one provider share. */
export interface Shared {
  readonly calls: Calls;
  /** Diagnostics to add to the next answer, see `Provider.notices`. */
  readonly notices: () => Diagnostics;
}

/**
 * A method of the provider's service. Anything it throws becomes a diagnostic, and the rest of the answer is
 * empty. Then Terraform changes nothing: it keeps the prior state and private data after a failed read,
 * update or delete, and stores nothing after a failed create.
 */
export function method<Request, Response>(
  { calls, notices }: Shared,
  requests: Decoder<Request>,
  responses: Encoder<Response>,
  handle: (request: Request, call: Call) => Result<Response> | Promise<Result<Response>>,
): Unary {
  return async (bytes, { controller }) => {
    const request = understand(requests, bytes);
    const encode = (result: { readonly diagnostics: Diagnostics }) => {
      const diagnostics = diagnosticMessages([...result.diagnostics, ...notices()]);
      return responses.encode({ ...result, diagnostics } as Response).finish();
    };
    try {
      calls.begin(controller);
      return encode(await handle(request, controller));
    } catch (thrown) {
      return encode({ ...UNSET, diagnostics: [failure(thrown, controller)] });
    } finally {
      calls.end(controller);
    }
  };
}

/** A method that checks a block of the configuration. */
export function validateMethod(
  shared: Shared,
  requests: Decoder<{ readonly typeName: string; readonly config?: DynamicValue | undefined }>,
  responses: Encoder<{ diagnostics: DiagnosticMessage[] }>,
  find: Find<{ readonly schema: Schema; validate(config: ObjectValue): Diagnostics }>,
): Unary {
  return method(shared, requests, responses, ({ typeName, config }) => {
    const block = find(typeName);
    return { diagnostics: block.validate(readPresent(config, block.schema.attributes, 'config')) };
  });
}

/**
 * A method that answers with a stream of events. The diagnostics it yields or throws are in the last event.
 *
 * @param last the event that has the diagnostics; undefined for none
 */
export function streamMethod<Request, Event extends object>(
  { calls, notices }: Shared,
  requests: Decoder<Request>,
  events: Encoder<Event>,
  handle: (request: Request, call: Call) => AsyncGenerator<Event | Diagnostic, void>,
  last: (diagnostics: DiagnosticMessage[]) => Event | undefined,
): EventStream {
  return {
    async *events(bytes, { controller }) {
      const request = understand(requests, bytes);
      const diagnostics: Diagnostic[] = [];
      try {
        calls.begin(controller);
        for await (const item of handle(request, controller))
          if (isDiagnostic(item)) diagnostics.push(item);
          else yield events.encode(item).finish();
      } catch (thrown) {
        diagnostics.push(failure(thrown, controller));
      } finally {
        calls.end(controller);
      }
      const end = last(diagnosticMessages([...diagnostics, ...notices()]));
      if (end !== undefined) yield events.encode(end).finish();
    },
  };
}

function understand<Request>(requests: Decoder<Request>, bytes: Uint8Array): Request {
  try {
    return requests.decode(bytes);
  } catch (thrown) {
    throw new CallError(STATUS.INTERNAL, `the request cannot be read: ${describeThrown(thrown)}`);
  }
}
