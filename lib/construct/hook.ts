import type { TerraformMetaArguments } from './framework';

/** What a hook's resource is made of, whichever resource it is. */
export interface Hook extends Pick<TerraformMetaArguments, 'forEach' | 'count' | 'provisioners'> {
  /** The resource is replaced, and so runs its provisioners, when one of these values changes. */
  readonly triggers: { [name: string]: string };
}
