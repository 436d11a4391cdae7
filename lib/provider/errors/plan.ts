import type { SentName } from '../../attributes';
import { quoted } from '../../text/quoted';
import type { Diagnostic } from '../../plugin/provider';
import type { PlanConflict } from '../ledger';
import { error, subject, warning } from './shared';

/** Two resources whose plans cannot both succeed. @param id of the auth method that both are about, if any */
export function planConflict(conflict: PlanConflict, name: string | null, id: string): Diagnostic {
  switch (conflict.kind) {
    case 'same name':
      return error(
        `Two resources declare ${subject(name)}`,
        [
          'Names are unique in Datadog, so it refuses the second one.',
          'Choose another name for one of them, or remove one.',
        ],
        'name',
      );
    case 'swap':
      return error(
        `The name of ${subject(name)} is part of a swap`,
        [
          `${[...conflict.names, conflict.names[0] ?? ''].map(quoted).join(' to ')}: ` +
            'each takes a name that is in use until the other is renamed, and Datadog refuses a name in use.',
          'Give one of them a temporary name and deploy. Then give it the final name and deploy again.',
        ],
        'name',
      );
    case 'adopts managed':
      return error(
        `adopt_existing would take ${subject(name)} from the resource that manages it`,
        [
          `Another resource of this configuration has the auth method ${id} of this name in its state. ` +
            'Two resources cannot manage one auth method.',
          'Remove adopt_existing (in TypeScript: adoptExisting). ' +
            'If a label or construct id was renamed, add a moved block (in TypeScript: moveFromId).',
        ],
        'name',
      );
    case 'same id':
      return error(`Two resources manage ${subject(name, id)}`, [
        `Both have the id ${id}, so each deploy of one would undo that of the other.`,
        'Remove one of them from the state with terraform state rm, and then from the code. ' +
          'If both are imports, remove one.',
      ]);
    case 'deletes managed':
      return error(`A deploy would delete ${subject(name, id)}, which another resource manages`, [
        `Two resources have the id ${id}, and the code no longer declares one of them. ` +
          'To delete it would delete the auth method of the other.',
        'If a label or construct id was renamed, remove the import, ' +
          'and add a moved block (in TypeScript: moveFromId). ' +
          'Otherwise let Terraform forget the one that is no longer declared, ' +
          'with terraform state rm or a removed block with destroy = false.',
      ]);
  }
}

/** Datadog refuses a planned creation while another auth method has the name. */
export function nameWillBeRefused(name: string, id: string): Diagnostic {
  return warning(
    `The name of ${subject(name)} is in use`,
    [
      `Datadog has an auth method of this name, ${id}, and refuses a second one. ` +
        'A deploy creates this one only if it deletes or renames the other.',
      'If a label or construct id was renamed, add a moved block (in TypeScript: moveFromId). ' +
        'Otherwise import the auth method, set adopt_existing (in TypeScript: adoptExisting), ' +
        'or choose another name.',
    ],
    'name',
  );
}

export function willBeAdopted(name: string, id: string, attributes: readonly SentName[]): Diagnostic {
  return warning(
    `To be adopted: ${subject(name)} exists already`,
    [
      `Its id is ${id}, and adopt_existing is set. ` +
        `A deploy takes it over with a PATCH of ${attributes.join(', ')}, and creates nothing.`,
    ],
    'name',
  );
}

/**
 * Part of every plan that sends the client secret of an auth method that exists. Terraform plans again during
 * apply and compares the two plans. They can differ in this only if the first plan was saved.
 */
export function secretRotated(name: string | null, isKnownChange: boolean): Diagnostic {
  const why = isKnownChange
    ? 'The client secret in the code is not the one that was sent last.'
    : 'The provider does not know which client secret Datadog has, so it cannot compare the one in the code.';
  return warning(
    `Secret rotated: ${subject(name)}`,
    [
      `${why} A deploy sends it, and client_secret_revision goes up by one.`,
      'If Terraform also reports an inconsistent final plan, the secret changed after the plan was made. ' +
        'Then nothing was sent. Plan again.',
    ],
    'client_secret_wo',
  );
}

/** A saved plan keeps the client secret, and the one in the code changed since. */
export function secretChangedAfterPlan(name: string | null): Diagnostic {
  return error(
    `The client secret of ${subject(name)} changed after the plan was made`,
    [
      'The saved plan sends no client secret, and it cannot be extended. Nothing was sent.',
      'Plan again. The new plan sends the client secret.',
    ],
    'client_secret_wo',
  );
}

/** A version that is recorded without the secret that it stands for. */
export function versionWithoutSecret(name: string | null): Diagnostic {
  return warning(
    `No client secret is sent for ${subject(name)}`,
    [
      'client_secret_wo_version changes, but client_secret_wo is not set.',
      'A deploy records the version and sends nothing. The next deploy with a secret sends it.',
    ],
    'client_secret_wo_version',
  );
}
