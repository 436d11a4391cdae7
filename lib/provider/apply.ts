import type { ComparedName } from '../attributes';
import { requestAttributes, SECRET_ALONE, type KnownChange } from '../change/change';
import type { DatadogClient } from '../client/datadog-client';
import { DatadogError } from '../client/errors';
import { judge } from '../drift/judge';
import type { Diagnostic } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import { secretUnverified, storedDifferently } from './errors/shared';
import { differences, type Model } from './model';
import type { PrivateRecord, SecretInCode } from './record';

/** What an apply is to do. */
export interface ApplyRequest {
  readonly planned: Model;
  readonly config: SecretInCode & { readonly secret: string | null };
  readonly record: PrivateRecord;
}

/** What a step of the life leaves in the state. */
export interface StepResult<State extends Model | null = Model> {
  readonly model: State;
  readonly record: PrivateRecord;
  readonly diagnostics: readonly Diagnostic[];
}

/** The attributes of a request that Datadog shows. */
export function visible(list: readonly KnownChange[]): ComparedName[] {
  return list.flatMap((change) => (change.kind === 'secret' ? [] : [change.attribute]));
}

/** A warning names the values that Datadog stored differently than sent. Terraform requires those planned. */
export function differentlyStored(
  { values }: Model,
  list: readonly KnownChange[],
  { attributes }: AuthMethod,
): Diagnostic[] {
  const sent = visible(list);
  const different = differences(values, attributes).filter((name) => sent.includes(name));
  const judged = different.map((name) => {
    const [wanted, live] = [values[name], attributes[name]];
    return [name, judge(name, { deployed: wanted, live, wanted }, 'agrees')] as const;
  });
  return judged.length === 0 ? [] : [storedDifferently(values.name, new Map(judged))];
}

/**
 * Sends the client secret once more after a lost answer: Datadog does not show whether it has it. That is
 * harmless if it was there already.
 *
 * @param result what the apply leaves in the state. The id must not be lost, so a failure is a warning.
 */
export async function sendSecretAgain(
  client: DatadogClient,
  result: StepResult,
  secret: string | null,
  signal: AbortSignal,
): Promise<StepResult> {
  const { id, values } = result.model;
  try {
    await client.update(id ?? '', requestAttributes(SECRET_ALONE, secret), signal);
    return result;
  } catch (failure) {
    if (!(failure instanceof DatadogError)) throw failure;
    return {
      ...result,
      record: { resource: result.record.resource, secret: 'unverified' },
      diagnostics: [...result.diagnostics, secretUnverified(values.name, failure)],
    };
  }
}
