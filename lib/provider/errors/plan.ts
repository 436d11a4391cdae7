import type { AttributeName, SentName } from '../../attributes';
import { quoted } from '../../checks';
import type { Diagnostic } from '../../plugin/provider';
import type { PlanConflict } from '../ledger';
import { subject } from './shared';

const AT_NAME = { path: ['name' satisfies AttributeName] };

/** Two resources whose plans cannot both come true. @param id of the auth method that both are about, if any */
export function planConflict(conflict: PlanConflict, name: string | null, id: string): Diagnostic {
  switch (conflict.kind) {
    case 'same name':
      return {
        severity: 'error',
        summary: `Two resources declare ${subject(name)}`,
        detail:
          'Names are unique in Datadog, so it refuses the second one.\n\n' +
          'Choose another name for one of them, or remove one.',
        ...AT_NAME,
      };
    case 'swap':
      return {
        severity: 'error',
        summary: `The name of ${subject(name)} is part of a swap`,
        detail:
          `${[...conflict.names, conflict.names[0] ?? ''].map(quoted).join(' to ')}: ` +
          'each takes a name that is in use until the other is renamed, and Datadog refuses a name in use.\n\n' +
          'Give one of them a temporary name and deploy. Then give it the final name and deploy again.',
        ...AT_NAME,
      };
    case 'adopts managed':
      return {
        severity: 'error',
        summary: `adopt_existing would take ${subject(name)} from the resource that manages it`,
        detail:
          `Another resource of this configuration has the auth method ${id} of this name in its state, ` +
          'and two resources cannot manage one auth method.\n\n' +
          'Remove adopt_existing (in TypeScript: adoptExisting). ' +
          'If a label or construct id was renamed, add a moved block (in TypeScript: moveFromId).',
        ...AT_NAME,
      };
    case 'same id':
      return {
        severity: 'warning',
        summary: `Two resources manage ${subject(name, id)}`,
        detail:
          `Both have the id ${id} in the state, so a change or deletion of one is one of the other as well.\n\n` +
          'Remove one of them: take it out of the code, and out of the state with terraform state rm.',
      };
  }
}

/** A planned creation will be refused as long as another auth method has the name. */
export function nameWillBeRefused(name: string, id: string): Diagnostic {
  return {
    severity: 'warning',
    summary: `The name of ${subject(name)} is in use`,
    detail:
      `Datadog has an auth method of this name, ${id}, and refuses a second one. ` +
      'A deploy creates this one only if it deletes or renames the other.\n\n' +
      'If a label or construct id was renamed, add a moved block (in TypeScript: moveFromId). ' +
      'Otherwise import the auth method, set adopt_existing (in TypeScript: adoptExisting), or choose another name.',
    ...AT_NAME,
  };
}

export function willBeAdopted(name: string, id: string, attributes: readonly SentName[]): Diagnostic {
  return {
    severity: 'warning',
    summary: `To be adopted: ${subject(name)} exists already`,
    detail:
      `Datadog has it as ${id}, and adopt_existing is set. ` +
      `A deploy creates no other one. It takes this one over with a PATCH of ${attributes.join(', ')}.`,
    ...AT_NAME,
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

/** A version that is recorded without the secret that it stands for. */
export function versionWithoutSecret(name: string | null): Diagnostic {
  return {
    severity: 'warning',
    summary: `No client secret is sent for ${subject(name)}`,
    detail:
      'client_secret_wo_version changes, but client_secret_wo is not set.\n\n' +
      'A deploy records the version and sends nothing. The next deploy with a secret sends it.',
    path: ['client_secret_wo_version' satisfies AttributeName],
  };
}
