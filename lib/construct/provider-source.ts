import { quoted } from '../text/quoted';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';
import { TerraformStack, type TerraformProvider } from './framework';

/** `[HOST/]NAMESPACE/TYPE`, as Terraform reads it. */
const ADDRESS = new RegExp(`^([\\w.-]+(:\\d+)?/)?[\\w-]+/${PROVIDER_NAME}$`);

/** What is wrong with a provider's source address. A stack has one source for all its aliases. */
export function wrongSource(provider: TerraformProvider): string[] {
  const source = provider.terraformProviderSource ?? '';
  if (source !== PROVIDER_SOURCE && !ADDRESS.test(source))
    return [
      `source must be the address of a provider named ${PROVIDER_NAME}, such as ` +
        `cdktf-datadog-webhooks/${PROVIDER_NAME}, but is ${quoted(source)}`,
    ];
  const other = TerraformStack.of(provider)
    .allProviders()
    .find(
      ({ terraformResourceType, terraformProviderSource }) =>
        terraformResourceType === PROVIDER_NAME && terraformProviderSource !== source,
    );
  if (other === undefined) return [];
  return [
    `source is ${quoted(source)}, and ` +
      `that of ${other.node.path} is ${quoted(other.terraformProviderSource ?? '')}. ` +
      'Terraform takes one for each stack. Give all of them the same source.',
  ];
}
