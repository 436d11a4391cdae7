import { rowOf, ROWS, type AttributeName, type ComparedName } from '../../attributes';
import type { KnownValues } from '../../change/change';
import { quoted } from '../../checks';
import type { Wait } from '../../client/caller';
import { DatadogError, type Explanation } from '../../client/errors';
import { TokenError } from '../../client/token-errors';
import type { Diagnostic } from '../../plugin/provider';

/** How messages call an auth method. */
export function subject(name: string | null, id?: string | null): string {
  return name === null ? `auth method ${id ?? ''}`.trim() : `auth method ${quoted(name)}`;
}

/** A failed call, told about the auth method it was made for. */
export function callFailed(error: unknown, about: string): Diagnostic {
  if (!(error instanceof DatadogError || error instanceof TokenError)) throw error;
  const { summary, detail, attribute } = error.explain(about);
  const row = ROWS.find((candidate) => candidate.wire === attribute);
  return { severity: 'error', summary, detail, ...(row ? { path: [row.terraform] } : {}) };
}

export function explained(severity: Diagnostic['severity'], explanation: Explanation): Diagnostic {
  const { summary, detail, attribute } = explanation;
  return { severity, summary, detail, ...(attribute === undefined ? {} : { path: [attribute] }) };
}

/** @param problem the end of a sentence that begins with the attribute's name */
export function wrongValue(attribute: string, problem: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${attribute} is not valid`,
    detail: `${attribute} ${problem}.`,
    path: [attribute],
  };
}

export function notConfigured(): Diagnostic {
  return {
    severity: 'error',
    summary: 'The provider is not configured yet',
    detail:
      "Datadog has to be asked now, but the provider's credentials or address are only known after an apply.\n\nGive them from the environment or a variable, or apply first what they come from (-target).",
  };
}

export function secretNeeded(name: string | null): Diagnostic {
  const attribute: AttributeName = 'client_secret_wo';
  return {
    severity: 'error',
    summary: `The client secret of ${subject(name)} is missing`,
    detail: `Datadog creates no auth method without a client secret.\n\nGive ${attribute} (in TypeScript: ${rowOf(attribute).property}), best from an ephemeral variable; or import the auth method if it exists already.`,
    path: [attribute],
  };
}

/** Datadog accepted a request and answered with other values than were sent. */
export function keptDifferently(
  name: string | null,
  attributes: readonly ComparedName[],
  sent: KnownValues,
  kept: KnownValues,
): Diagnostic[] {
  if (attributes.length === 0) return [];
  const lines = attributes.map(
    (attribute) => `  ${attribute}: sent ${shown(sent[attribute])}, kept ${shown(kept[attribute])}`,
  );
  return [
    {
      severity: 'warning',
      summary: `Datadog keeps ${subject(name)} otherwise than it was sent`,
      detail: `The request was accepted, and the answer differs from it:\n${lines.join('\n')}\n\nThe next plan will show this as drift. Write in the code what Datadog keeps.`,
    },
  ];
}

function shown(value: string | null): string {
  return value === null ? 'not set' : quoted(value);
}

/** Said once in a walk, beside the answer of a call that took long and succeeded. */
export function waitedLong({ milliseconds, reason }: Wait): Diagnostic {
  return {
    severity: 'warning',
    summary: `A call to Datadog waited ${Math.round(milliseconds / 1000)} s before it succeeded`,
    detail: `${reason}\n\nNothing is wrong with what was done. Should this happen often, lower -parallelism, or ask Datadog for a higher rate limit.`,
  };
}
