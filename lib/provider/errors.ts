import { PROTOCOL, rowOf, ROWS, type AttributeName, type ComparedName } from '../attributes';
import { quoted } from '../checks';
import type { HeldValues } from '../change/change';
import type { Wait } from '../client/caller';
import { DatadogError, type Explanation } from '../client/errors';
import { TokenError } from '../client/token-errors';
import type { Diagnostic } from '../plugin/provider';
import type { DriftMode } from '../settings';

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

/** Said once in a walk, beside the answer of a call that took long and succeeded. */
export function waitedLong({ milliseconds, reason }: Wait): Diagnostic {
  return {
    severity: 'warning',
    summary: `A call to Datadog waited ${Math.round(milliseconds / 1000)} s before it succeeded`,
    detail: `${reason}\n\nNothing is wrong with what was done. Should this happen often, lower -parallelism, or ask Datadog for a higher rate limit.`,
  };
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

export function secretNeeded(name: string | null): Diagnostic {
  const attribute: AttributeName = 'client_secret_wo';
  return {
    severity: 'error',
    summary: `The client secret of ${subject(name)} is missing`,
    detail: `Datadog creates no auth method without a client secret.\n\nGive ${attribute} (in TypeScript: ${rowOf(attribute).property}), best from an ephemeral variable; or import the auth method if it exists already.`,
    path: [attribute],
  };
}

/**
 * Said in every plan that sends the client secret of an auth method that exists. Terraform plans once more while it
 * applies and holds that plan against the first one; only on an old saved plan the two can differ in this.
 */
export function secretRotated(name: string | null, noticed: boolean): Diagnostic {
  const why = noticed
    ? 'The client secret given now is not the one that was sent last'
    : 'Nothing is kept here of the client secret that Datadog has, so whether it is the one given now is not known';
  return {
    severity: 'warning',
    summary: `Secret rotated: ${subject(name)}`,
    detail: `${why}: a deploy sends it, and client_secret_revision goes up by one.\n\nShould Terraform call the final plan inconsistent beside this, the secret was changed after the plan was made. Nothing was sent then: plan again.`,
    path: ['client_secret_wo' satisfies AttributeName],
  };
}

export function unknownProtocol(id: string, protocol: string): Diagnostic {
  return {
    severity: 'error',
    summary: `Auth method ${id} has the protocol ${quoted(protocol)}`,
    detail: `This version of cdktf-datadog-webhooks manages auth methods of the protocol ${PROTOCOL} and no others.\n\nImport one of that protocol, or look for a newer version.`,
    path: ['id'],
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

const WHAT_NOW =
  'This plan puts back what it lists as a change. To keep what Datadog holds, write it in the code; where the code says the same already, apply once with -refresh-only (cdktf deploy --refresh-only) to record it. To leave an attribute to others, name it in ignore_changes (in TypeScript: lifecycle.ignoreChanges).';

/** What somebody changed since the last deploy; nothing when drift is to be ignored. */
export function drifted(
  mode: DriftMode,
  method: { name: string | null; before: HeldValues; live: HeldValues },
  attributes: readonly ComparedName[],
): Diagnostic[] {
  if (mode === 'ignore' || attributes.length === 0) return [];
  const lines = attributes.map(
    (name) => `  ${name}: was ${shown(method.before[name])}, is now ${shown(method.live[name])}`,
  );
  return [
    {
      severity: mode === 'error' ? 'error' : 'warning',
      summary: `Drift: ${subject(method.name)} was changed in Datadog`,
      detail: `Since the last deploy somebody changed, outside Terraform:\n${lines.join('\n')}\n\n${mode === 'error' ? stopped : WHAT_NOW}`,
      ...(attributes.length === 1 ? { path: [attributes[0] as string] } : {}),
    },
  ];
}

const stopped =
  'The provider is told to stop at drift (on_drift = "error"). Plan with on_drift = "warn" to see what a deploy would do about it, then write what is wanted in the code, or undo the change in Datadog.';

export function deletedOutside(mode: DriftMode, name: string | null, id: string): Diagnostic[] {
  if (mode === 'ignore') return [];
  return [
    {
      severity: mode === 'error' ? 'error' : 'warning',
      summary: `Drift: ${subject(name, id)} was deleted in Datadog`,
      detail: `Datadog says that there is no auth method ${id} any more.\n\n${
        mode === 'error'
          ? stopped
          : 'A deploy creates it again, with a new id. If it is to stay deleted, remove it from the code.'
      }`,
    },
  ];
}

/** Somebody changed, after the plan was made, what the plan is about to change. */
export function stalePlan(
  name: string | null,
  attributes: readonly ComparedName[],
  values: { planned: HeldValues; live: HeldValues; wanted: HeldValues },
): Diagnostic {
  const lines = attributes.map(
    (attribute) =>
      `  ${attribute}: was ${shown(values.planned[attribute])} at the plan, is now ${shown(values.live[attribute])}, would become ${shown(values.wanted[attribute])}`,
  );
  return {
    severity: 'error',
    summary: `The plan for ${subject(name)} is stale`,
    detail: `After the plan was made, somebody changed in Datadog what it is about to change:\n${lines.join('\n')}\n\nNothing was sent. Plan again, and decide with both values in view.`,
    ...(attributes.length === 1 ? { path: [attributes[0] as string] } : {}),
  };
}

export function goneBeforeUpdate(name: string | null, id: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${subject(name)} was deleted in Datadog after the plan was made`,
    detail: `There is no auth method ${id} any more, so there is nothing to update.\n\nPlan again: the next deploy creates it anew.`,
  };
}

/** Datadog accepted a request and answered with other values than were sent. */
export function keptDifferently(
  name: string | null,
  attributes: readonly ComparedName[],
  sent: HeldValues,
  kept: HeldValues,
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
