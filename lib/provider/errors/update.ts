import type { AttributeName, ComparedName } from '../../attributes';
import { quoted } from '../../checks';
import type { DatadogError } from '../../client/errors';
import type { Judgement } from '../../judge/judge';
import { columnName, valuesLine } from '../../judge/shown';
import type { Diagnostic } from '../../plugin/provider';
import { subject } from './shared';

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

/** The new name of an auth method is in use, and this apply did not free it in time. */
export function renameRefused(error: DatadogError, name: string | null, to: string | null): Diagnostic {
  return {
    severity: 'error',
    summary: `Could not rename ${subject(name)}`,
    detail:
      `${error.message}\n\n` +
      `The name ${quoted(to ?? '')} is in use, and names must be unique. ` +
      'If this configuration deletes or renames the auth method that has it, run it again; ' +
      'to swap two names, give one a temporary name first. Otherwise choose another name.',
    path: ['name' satisfies AttributeName],
  };
}

/** Another resource took the auth method in the same apply. */
export function takenOver(name: string | null, id: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${subject(name)} belongs to another resource now`,
    detail:
      `Another resource with adopt_existing took ${id} over in this apply, so this one did not change it.\n\n` +
      'Take one of the two out of the code, and out of the state with terraform state rm.',
  };
}

/** A deletion was not sent: the same apply gave the auth method to another resource. */
export function livesOn(name: string | null, id: string): Diagnostic {
  return {
    severity: 'warning',
    summary: `Not deleted: ${subject(name, id)} lives on in another resource`,
    detail:
      `Another resource took ${id} over in this apply, so only the old resource left the state.\n\n` +
      'To rename a label or construct id without this, add a moved block (in TypeScript: moveFromId).',
  };
}
