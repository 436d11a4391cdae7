import { adviceFor } from '../../client/advice';
import type { DatadogError } from '../../client/errors';
import { quoted } from '../../text/quoted';
import type { Diagnostic } from '../../plugin/provider';
import type { PlanConflict } from '../walk';
import { error, errorAt, importLines, subject, TO_DESTROY, warning, warningAt } from './shared';

/** Two resources whose plans cannot both succeed. @param id of the auth method that both are about, if any */
export function planConflict(conflict: PlanConflict, name: string | null, id: string | null): Diagnostic {
  switch (conflict.kind) {
    case 'same name':
      return errorAt('name', `Two resources declare ${subject(name)}`, [
        'Names are unique in Datadog, so it refuses the second one.',
        `Choose another name for one of them, or remove one. ${TO_DESTROY}`,
      ]);
    case 'swap':
      return errorAt('name', `The name of ${subject(name)} is part of a swap`, [
        `${[...conflict.names, conflict.names[0] ?? ''].map(quoted).join(' to ')}: ` +
          'each takes a name that is in use until the other is renamed, and Datadog refuses a name in use.',
        'Give one of them a temporary name and deploy. Then give it the final name and deploy again. ' +
          TO_DESTROY,
      ]);
    case 'same id':
      return error(`Two resources have ${subject(name, id)}`, [
        `Both have the id ${id}, so each deploy of one would undo that of the other, ` +
          'and to delete one would delete the auth method of both.',
        'If a label or construct id was renamed, remove the import, ' +
          'and add a moved block (in TypeScript: moveFromId). If both are imports, remove one. ' +
          'Otherwise let Terraform forget one of them, with terraform state rm or a removed block with ' +
          'destroy = false. Do not destroy one of them with -target: then Terraform reads only that one.',
      ]);
  }
}

/** Datadog refuses a planned creation or rename while another auth method has the name. */
export function nameWillBeRefused(name: string, id: string, step: 'creates' | 'renames'): Diagnostic {
  const isNew = step === 'creates';
  return warningAt('name', `The name of ${subject(name)} is in use`, [
    `Datadog has an auth method of this name, ${id}, and refuses a second one. ` +
      `A deploy ${step} this one only if it deletes or renames the other.`,
    'If another resource here deletes or renames it, ignore this warning: Terraform reads that one later. ' +
      `${isNew ? 'If nobody manages the auth method, import it. ' : ''}Otherwise choose another name.`,
    ...(isNew ? [importLines(name, id)] : []),
  ]);
}

/** The plan could not look whether the name of a creation or rename is in use. */
export function nameNotCompared(name: string, failure: DatadogError | 'late'): Diagnostic {
  const [reason, advice] =
    failure === 'late'
      ? ['The list of the auth methods took longer than ten seconds.', 'Plan again to compare it.']
      : [failure.message, adviceFor(failure)];
  return warningAt('name', `Could not compare the name of ${subject(name)} with those in use`, [
    reason,
    'The plan does not show whether Datadog already has an auth method of this name. ' +
      `If it does, a deploy stops and changes nothing. ${advice}`,
  ]);
}

/** The plan deletes an auth method, and creates another one under its name. */
export function recreated(name: string): Diagnostic {
  return warning(`${subject(name)} is deleted and created again`, [
    'The code no longer declares the resource that has the auth method, ' +
      'and declares a new one of its name. ' +
      'A deploy deletes the auth method, and creates another one with another id.',
    'If a label or construct id was renamed, add a moved block (in TypeScript: moveFromId). ' +
      'A deploy then keeps the auth method.',
  ]);
}

/**
 * Part of every plan that sends the client secret of an auth method that exists. Terraform plans again during
 * apply and compares the two plans. They can differ in this only if the first plan was saved.
 */
export function secretRotated(name: string | null, isKnownChange: boolean): Diagnostic {
  const why = isKnownChange
    ? 'The client secret in the code is not the one that was sent last.'
    : 'The provider does not know which client secret Datadog has, so it cannot compare the one in the code.';
  return warningAt('client_secret_wo', `Secret rotated: ${subject(name)}`, [
    `${why} A deploy sends it, and client_secret_revision goes up by one.`,
    'If Terraform also reports an inconsistent final plan, the secret changed after the plan was made. ' +
      'Then nothing was sent. Plan again.',
  ]);
}

/** A saved plan keeps the client secret, and the one in the code changed since. */
export function secretChangedAfterPlan(name: string | null): Diagnostic {
  return errorAt(
    'client_secret_wo',
    `The client secret of ${subject(name)} changed after the plan was made`,
    [
      'The saved plan sends no client secret, and it cannot be extended. Nothing was sent.',
      'Plan again. The new plan sends the client secret.',
    ],
  );
}

/** A version that is recorded without the secret that it stands for. */
export function versionWithoutSecret(name: string | null): Diagnostic {
  return warningAt('client_secret_wo_version', `No client secret is sent for ${subject(name)}`, [
    'client_secret_wo_version changes, but client_secret_wo is not set.',
    'A deploy records the version and sends nothing. The next deploy with a secret sends it.',
  ]);
}
