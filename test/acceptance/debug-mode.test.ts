import { startEmulator } from '../../lib/emulator';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { endAll, run } from '../helpers/plugin-client';
import { LIST, takeRequests } from '../helpers/requests';
import { PROVIDER, Workspace } from '../helpers/terraform';

/** In debug mode the provider reads its own environment, not Terraform's. */
const KEYS = { DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };

afterAll(endAll);

test('a provider in debug mode writes to the organisation of each alias', async () => {
  const [us, eu] = [await startEmulator(), await startEmulator()];
  const started = run(PROVIDER, ['--debug'], KEYS);
  await started.line();
  await started.line();
  const [, reattach = ''] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(await started.line()) ?? [];
  const workspace = new Workspace({
    TF_VAR_secret: 'first-secret',
    TF_REATTACH_PROVIDERS: reattach,
  });
  try {
    const inEurope = authMethod(PAYMENTS, { label: 'eu' }).replace(
      /\}\n$/,
      '  provider = datadogwebhooks.eu\n}\n',
    );
    workspace.write(`${SECRET_VARIABLE}
provider "datadogwebhooks" {
  api_url = "${us.url}"
}
provider "datadogwebhooks" {
  alias   = "eu"
  api_url = "${eu.url}"
}
${authMethod(PAYMENTS, { label: 'us' })}${inEurope}`);
    await workspace.succeed('init');
    await workspace.succeed('apply -auto-approve');
    const post = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 'first-secret' })}`;

    expect([takeRequests(us), takeRequests(eu)]).toStrictEqual([
      [LIST, LIST, post],
      [LIST, LIST, post],
    ]);
  } finally {
    workspace.remove();
    await Promise.all([us.close(), eu.close()]);
  }
});
