import { startEmulator } from '../../lib/emulator';
import { appOf, CdktfProject } from '../helpers/cdktf-project';
import { environmentOf } from '../helpers/emulated';
import { takeRequests } from '../helpers/requests';

test('wrong values stop `cdktf deploy` at synth, all of them with the path of the construct', async () => {
  await using emulator = await startEmulator();
  const project = new CdktfProject(environmentOf(emulator));
  project.write('main.ts', appOf("name: ' ', accessTokenUrl: '/token', audience: '',"));
  const { code, flat } = await project.cdktf('deploy --auto-approve');
  project.remove();

  expect(code).toBe(1);
  for (const message of [
    '[webhooks] name of webhooks/payments must not be blank',
    '[webhooks] accessTokenUrl of webhooks/payments must be an absolute http or https URL',
    '[webhooks] audience of webhooks/payments must not be an empty string',
  ])
    expect(flat).toContain(message);
  expect(takeRequests(emulator)).toStrictEqual([]);
});
