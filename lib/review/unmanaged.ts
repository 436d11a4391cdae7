import { show } from '../drift/display';
import type { AuditTrail } from '../wire/audit-events';
import type { Address } from './configuration';
import { hiddenAddress } from './errors';
import type { UnmanagedMethod } from './review';
import type { ReviewedStack } from './review-plan';

/** An auth method that Datadog lists. */
interface ListedMethod {
  readonly id: string;
  readonly attributes: { readonly name: string | null };
}

/**
 * Where the auth methods of the stacks are, each address once.
 *
 * @throws ReviewError when a plan does not show it
 */
export function organisationsOf(reviewed: readonly ReviewedStack[]): Address[] {
  const addresses = reviewed.flatMap((one) =>
    one.addresses.flat().map((address) => {
      if (!address) throw hiddenAddress();
      return address;
    }),
  );
  // Without any auth method, the one of the environment.
  if (addresses.length === 0) return [{}];
  return [...new Map(addresses.map((one) => [JSON.stringify(one), one])).values()];
}

/** Those that no reviewed stack manages, by name. */
export function unmanagedIn(
  listed: readonly ListedMethod[],
  reviewed: readonly ReviewedStack[],
  trails: readonly AuditTrail[] = [],
): UnmanagedMethod[] {
  const managed = new Set(reviewed.flatMap(({ stack }) => stack.methods.map(({ id }) => id?.toLowerCase())));
  return listed
    .filter(({ id }) => !managed.has(id.toLowerCase()))
    .map(({ id, attributes }) => ({
      id,
      name: show(attributes.name, (value) =>
        reviewed.some(({ sensitive }) => value !== null && sensitive.in(String(value))),
      ),
      changes: trails.flatMap(({ methods }) => methods.get(id.toLowerCase())?.changes ?? []),
    }));
}
