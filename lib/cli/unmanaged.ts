import { existingAuthMethods, type AuthMethod } from '../import/existing';
import { organisationsOf, type Organisation, type ReviewedStack } from '../review';
import { VERSION } from './version';

/** An auth method of an organisation. */
export type ListedMethod = AuthMethod & { readonly datadog: Organisation };

/**
 * Lists the auth methods of each organisation that the stacks name, with one call each.
 *
 * @throws ImportError when Datadog does not list them
 */
export async function listedMethods(reviewed: readonly ReviewedStack[]): Promise<ListedMethod[]> {
  const lists = organisationsOf(reviewed).map(async (datadog) => {
    const onNote = ({ summary }: { summary: string }) => process.stderr.write(`${summary}\n`);
    const options = { environment: process.env, version: VERSION, datadog, onNote };
    const methods = await existingAuthMethods(options);
    return methods.map((method) => ({ ...method, datadog }));
  });
  return (await Promise.all(lists)).flat();
}
