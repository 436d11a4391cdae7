import { mirrorOf, type Mirror } from './mirror';

/**
 * Our own `hashicorp/null` in the place of the registry's, for stacks with change hooks.
 *
 * @param version the one that the stack's lock file names
 */
export function nullMirror(version: string): Mirror {
  return mirrorOf({ entry: 'null-provider.ts', address: 'registry.terraform.io/hashicorp/null', version });
}
