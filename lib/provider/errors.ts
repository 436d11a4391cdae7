import { PROTOCOL, rowOf, ROWS, type AttributeName, type ComparedName } from '../attributes';
import { quoted } from '../checks';
import type { HeldValues } from '../change/change';
import { columnName, valuesLine } from '../judge/shown';
import { recordAgreement, recreate, waysOut } from '../judge/ways-out';
import { WAYS_OUT } from '../judge/words';
import type { Judgement } from '../judge/judge';
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

/** What somebody changed since the last deploy, as a refresh judges it; nothing when drift is to be ignored. */
export function drifted(
  mode: DriftMode,
  name: string | null,
  judged: ReadonlyMap<ComparedName, Judgement>,
): Diagnostic[] {
  if (mode === 'ignore' || judged.size === 0) return [];
  const attributes = [...judged.keys()];
  const columns = (['deployed', 'live'] as const).map((column) => [column, columnName(column)] as const);
  const lines = [...judged].map(([attribute, shown]) => `  ${String(valuesLine(attribute, shown, columns))}`);
  return [
    {
      severity: mode === 'error' ? 'error' : 'warning',
      summary: `Drift: ${subject(name)} was changed in Datadog`,
      detail: [
        'Since the last deploy, somebody changed outside Terraform:',
        ...lines,
        '',
        ...(mode === 'error' ? [STOPPED] : choices(judged)),
      ].join('\n'),
      ...(attributes.length === 1 ? { path: [attributes[0] as string] } : {}),
    },
  ];
}

/** What a person can do, in the words of the review. */
function choices(judged: ReadonlyMap<ComparedName, Judgement>): string[] {
  const ways = waysOut([...judged].map(([attribute, shown]) => ({ attribute, ...shown })));
  return [
    ...ways.map(({ choice, text }) => `${WAYS_OUT[choice]}: ${String(text)}`),
    `If the code has Datadog's value already: ${String(recordAgreement([...judged.keys()]))}`,
  ];
}

const STOPPED =
  'The provider stops at drift (on_drift = "error"). ' +
  'Plan with on_drift = "warn" to see what a deploy would send. ' +
  'Then write the value that you want in the code, or undo the change in Datadog.';

export function deletedOutside(mode: DriftMode, name: string | null, id: string): Diagnostic[] {
  if (mode === 'ignore') return [];
  return [
    {
      severity: mode === 'error' ? 'error' : 'warning',
      summary: `Drift: ${subject(name, id)} was deleted in Datadog`,
      detail: `Datadog has no auth method ${id} any more.\n\n${mode === 'error' ? STOPPED : String(recreate())}`,
    },
  ];
}

const WHEN_STALE = [
  ['deployed', 'when planned'],
  ['live', columnName('live')],
  ['wanted', columnName('wanted')],
] as const;

/**
 * Somebody changed, after the plan was made, what the plan is about to change.
 *
 * @param judged the attributes in conflict, whose deployed values are those that the plan was made from
 */
export function stalePlan(name: string | null, judged: ReadonlyMap<ComparedName, Judgement>): Diagnostic {
  const attributes = [...judged.keys()];
  const lines = [...judged].map(
    ([attribute, shown]) => `  ${String(valuesLine(attribute, shown, WHEN_STALE))}`,
  );
  return {
    severity: 'error',
    summary: `The plan for ${subject(name)} is stale`,
    detail: [
      'After the plan was made, somebody changed in Datadog what the plan is about to change:',
      ...lines,
      '',
      'Nothing was sent. Plan again, and decide with both values in view.',
    ].join('\n'),
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
