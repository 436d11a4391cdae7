import { mirrorOf } from './mirror';

/**
 * Our own `hashicorp/null` in the place of the registry's, for stacks with change hooks.
 *
 * @param version the one that the stack's lock file names
 * @returns the environment that makes Terraform use it
 */
export function nullMirror(version: string): NodeJS.ProcessEnv {
  return mirrorOf({ entry: 'null-provider.ts', address: 'registry.terraform.io/hashicorp/null', version });
}
