import { startEmulator } from '../../lib/emulator';
import { startAttachedProvider } from '../helpers/attached-provider';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { LIST, takeRequests } from '../helpers/requests';
import { Workspace } from '../helpers/terraform';

test('a provider in debug mode writes to the organisation of each alias', async () => {
  await using us = await startEmulator();
  await using eu = await startEmulator();
  // It reads its own environment, not Terraform's.
  const provider = await startAttachedProvider({ DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' });
  const workspace = new Workspace({ TF_VAR_secret: 'first-secret' }, provider.env);
  workspace.write(`${SECRET_VARIABLE}
provider "datadogwebhooks" {
  api_url = "${us.url}"
}
provider "datadogwebhooks" {
  alias   = "eu"
  api_url = "${eu.url}"
}
${authMethod(PAYMENTS, { label: 'us' })}${authMethod(PAYMENTS, { label: 'eu', more: 'provider = datadogwebhooks.eu' })}`);
  await workspace.succeed('init');
  await workspace.succeed('apply -auto-approve');
  workspace.remove();
  await provider.end();
  const creation = [LIST, LIST, `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`];

  expect([takeRequests(us), takeRequests(eu)]).toStrictEqual([creation, creation]);
});
