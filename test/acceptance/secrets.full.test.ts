import { startEmulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { findSecrets } from '../helpers/secret-search';
import type { Finished } from '../helpers/terraform';

const FIRST = 'first "secret" <of> payments & 7f3a/+=';
const SECOND = 'second\\secret of payments ü 91bc/+=';
const KEYS = { DD_API_KEY: 'api-key-0123456789', DD_APP_KEY: 'application-key-0123456789' };
const SECRETS = [FIRST, SECOND, ...Object.values(KEYS)];

test('neither client secret nor key is found after cdktf deploy: create, rotation, saved plan, destroy', async () => {
  const texts: Record<string, string> = {};
  const said = (step: string, { stdout, stderr }: Finished) => (texts[step] = stdout + stderr);
  const emulator = await startEmulator();
  const project = new CdktfProject(
    {
      DD_HOST: emulator.url,
      ...KEYS,
      TF_VAR_payments_secret: FIRST,
      TF_VAR_orders_secret: FIRST,
      TF_VAR_refunds_secret: FIRST,
    },
    'quickstart',
  );
  try {
    const rotated = { TF_VAR_payments_secret: SECOND };
    said('deploy', await project.succeed('deploy --auto-approve'));
    said('diff', await project.succeed('diff', rotated));
    // The plan that `cdktf diff` leaves can be applied, with the secret given again.
    said('apply', await project.terraform('webhooks', 'apply -no-color plan', rotated));
    said('output', await project.succeed('output', rotated));
    const rotations = emulator.requests.filter(({ method }) => method === 'PATCH').map(({ body }) => body);
    said('destroy', await project.succeed('destroy --auto-approve', rotated));

    expect(rotations).toStrictEqual([
      {
        data: {
          type: 'webhooks-auth-method-oauth2-client-credentials',
          attributes: { client_secret: SECOND },
        },
      },
    ]);
    expect(emulator.methods()).toStrictEqual([]);
    expect(findSecrets(SECRETS, { folder: project.folder, texts })).toStrictEqual([]);
  } finally {
    project.remove();
    await emulator.close();
  }
});
