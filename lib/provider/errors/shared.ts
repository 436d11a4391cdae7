import { AUTH_METHOD_TYPE, ROWS, rowOf, type ComparedName } from '../../attributes';
import { quoted } from '../../text/quoted';
import type { Wait } from '../../client/caller';
import { explain, type CallerAdvice } from '../../client/advice';
import { DatadogError, type Explanation } from '../../client/errors';
import { TokenError } from '../../client/token-errors';
import type { Judgement } from '../../drift/judge';
import { valuesLine } from '../../drift/display';
import { RequestError } from '../../plugin/errors';
import type { Diagnostic } from '../../plugin/provider';
import { explainToken } from './verify';

/** @param paragraphs what happened and why, then what to do */
export function error(summary: string, paragraphs: readonly string[]): Diagnostic {
  return diagnostic('error', summary, paragraphs);
}

/** An error about one attribute, which Terraform quotes from the code. */
export function errorAt(attribute: string, summary: string, paragraphs: readonly string[]): Diagnostic {
  return diagnostic('error', summary, paragraphs, attribute);
}

/** @param paragraphs what happened and why, then what to do */
export function warning(summary: string, paragraphs: readonly string[]): Diagnostic {
  return diagnostic('warning', summary, paragraphs);
}

/** A warning about one attribute, which Terraform quotes from the code. */
export function warningAt(attribute: string, summary: string, paragraphs: readonly string[]): Diagnostic {
  return diagnostic('warning', summary, paragraphs, attribute);
}

export function diagnostic(
  severity: Diagnostic['severity'],
  summary: string,
  paragraphs: readonly string[],
  attribute?: string,
): Diagnostic {
  const about = attribute === undefined ? {} : { attribute };
  return { severity, summary, detail: paragraphs.join('\n\n'), ...about };
}

/** Attributes whose values somebody has to compare. */
export type Judged = ReadonlyMap<ComparedName, Judgement>;

/**
 * A diagnostic with the values of attributes. It is about the attribute if there is only one.
 *
 * @param columns which of the values, and what they are called
 */
export function valuesDiagnostic(
  severity: Diagnostic['severity'],
  summary: string,
  judged: Judged,
  columns: Parameters<typeof valuesLine>[2],
  [heading, advice]: readonly [string, string],
): Diagnostic {
  const lines = [...judged].map(
    ([attribute, values]) => `  ${String(valuesLine(attribute, values, columns))}`,
  );
  const [attribute, ...others] = judged.keys();
  const paragraphs = [[heading, ...lines].join('\n'), advice];
  return diagnostic(severity, summary, paragraphs, others.length === 0 ? attribute : undefined);
}

/** What messages call an auth method. */
export function subject(name: string | null, id?: string | null): string {
  return name === null ? `auth method ${id ?? ''}`.trim() : `auth method ${quoted(name)}`;
}

/** What Terraform can do about a failed call. */
const ADVICE: CallerAdvice = {
  effect: {
    create: 'Another run creates no second one: Datadog refuses a name that is in use.',
    update: 'The next plan reads what Datadog holds, and shows what is left to change.',
    delete: 'Another run is safe: to delete one that no longer exists is not an error.',
  },
  more: {
    'rate-limited': 'If it happens often, raise max_retries or lower -parallelism.',
    absent: 'Plan again with a refresh to see what is left to do.',
    'timed-out': 'If Datadog needs longer, raise request_timeout_seconds.',
  },
};

/** @param what the call was for, such as `auth method "payments"` */
export function callFailed(failure: DatadogError | TokenError, what: string): Diagnostic {
  return failed(
    failure instanceof DatadogError ? explain(failure, what, ADVICE) : explainToken(failure, what),
  );
}

/** Resources in a list by `count` change each other's names when one is inserted. */
export const KEYED_BY_NAME =
  'If the resources come from a list, key them by name (for_each; in TypeScript, construct ids by name), ' +
  'so that a new one renames no other.';

/**
 * The lines to add to the code that import an auth method, in TypeScript and in HCL.
 *
 * @param id stands in where the name would need escapes
 */
export function importLines(name: string, id: string): string {
  const text = /^[\p{L}\p{N} _.:/@-]+$/u.test(name) ? `name:${name}` : id;
  return `In TypeScript, add to the construct:
  .importFrom('${text}')
In HCL, add beside the resource:
  import {
    to = ${AUTH_METHOD_TYPE}.LABEL
    id = "${text}"
  }`;
}

/** Makes a failed call an error of Terraform's. @param what the call was for */
export function about(what: string): (failure: unknown) => never {
  return (failure) => {
    const isReported = failure instanceof DatadogError || failure instanceof TokenError;
    throw isReported ? new RequestError(callFailed(failure, what)) : failure;
  };
}

/** The same for a call about all auth methods. */
export const aboutAll = about('the auth methods');

/** An error about an attribute, by its name in Datadog's API. */
export function failed({ summary, detail, attribute }: Explanation): Diagnostic {
  const row = ROWS.find(({ wire }) => wire !== undefined && wire === attribute);
  return diagnostic('error', summary, [detail], row?.terraform);
}

/** Reported once in a walk, with the answer to a call that waited and succeeded. */
export function waitedLong({ milliseconds, reason }: Wait): Diagnostic {
  return warning(`A call to Datadog waited ${Math.round(milliseconds / 1000)} s before it succeeded`, [
    reason,
    'The call succeeded. ' +
      'If you see this often, lower -parallelism or ask Datadog for a higher rate limit.',
  ]);
}

/** @param problem the end of a sentence that begins with the attribute's name */
export function wrongValue(attribute: string, problem: string): Diagnostic {
  return errorAt(attribute, `${attribute} is not valid`, [`${attribute} ${problem}.`]);
}

/** Terraform plans the changes of the code before it plans a destruction. */
export const TO_DESTROY = 'If you ran terraform destroy, add -refresh=false: it then plans no change first.';

export function secretNeeded(name: string | null): Diagnostic {
  const { terraform, property } = rowOf('client_secret_wo');
  return errorAt(terraform, `The client secret of ${subject(name)} is missing`, [
    'Datadog requires a client secret for a new auth method.',
    `Set ${terraform} (in TypeScript: ${property}), best from an ephemeral variable. ` +
      `If the auth method already exists, import it instead. ${TO_DESTROY}`,
  ]);
}

/** The PATCH failed that sends the client secret once more after a lost answer. */
export function secretUnverified(name: string | null, failure: DatadogError): Diagnostic {
  return warningAt('client_secret_wo', `The client secret of ${subject(name)} is unverified`, [
    failure.message,
    'Datadog may have a different client secret. Deploy again. That sends the one in the code.',
  ]);
}

export function notConfigured(): Diagnostic {
  return error('The provider is not configured yet', [
    "This step calls Datadog, but the provider's credentials or address are known only after an apply.",
    'Take them from the environment or a variable. ' +
      'Or first apply the resources that they come from, with -target.',
  ]);
}

const SENT_AND_STORED = [
  ['wanted', 'sent'],
  ['live', 'stored'],
] as const;

/** Datadog accepted a request and answered with values that differ from it. */
export function storedDifferently(name: string | null, judged: Judged): Diagnostic {
  const summary = `Datadog stored ${subject(name)} differently than sent`;
  return valuesDiagnostic('warning', summary, judged, SENT_AND_STORED, [
    'Datadog accepted the request, but its answer has different values:',
    'The next plan shows this as drift. Write the stored values in the code.',
  ]);
}
