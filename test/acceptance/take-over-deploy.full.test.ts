import { join } from 'node:path';
import type { Emulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import type { Mirror } from '../helpers/mirror';
import {
  OFFICIAL_SECRETS,
  OFFICIAL_TYPE,
  officialMirror,
  placeOfficialState,
  startOfficialDatadog,
  type OfficialDatadog,
} from '../helpers/official-state';
import { LIST, takeGathered } from '../helpers/requests';
import { findSecrets } from '../helpers/secret-search';

const STATE = 'terraform.webhooks.tfstate';

let mirror: Mirror;
let datadog: OfficialDatadog;
let emulator: Emulator;
let project: CdktfProject;
beforeAll(async () => {
  mirror = officialMirror();
  datadog = await startOfficialDatadog(mirror);
  emulator = datadog.emulator;
  project = new CdktfProject(
    { ...datadog.env, TF_VAR_payments_secret: OFFICIAL_SECRETS.payments },
    'take-over-from-datadog-provider',
  );
  placeOfficialState(join(project.folder, STATE));
});
afterAll(async () => {
  project.remove();
  await datadog.end();
  mirror.remove();
});

test('cdktf deploy takes over what Datadog’s own provider managed: nothing is sent, no secret stays in the state', async () => {
  const before = emulator.methods();
  const { text } = await project.succeed('deploy --auto-approve');

  expect(text).toContain('has moved to');
  expect(text).toContain('Apply complete! Resources: 0 added, 0 changed, 0 destroyed.');
  expect(takeGathered(emulator)).toStrictEqual([LIST]);
  expect(emulator.methods()).toStrictEqual(before);
  const texts = { state: project.read(STATE) };
  expect(findSecrets(Object.values(OFFICIAL_SECRETS), { texts })).toStrictEqual([]);
});

test('the deploy after it needs neither the calls of moveFromId nor the old provider, and changes nothing', async () => {
  for (const label of ['payments', 'orders'])
    project.edit('main.ts', `.moveFromId('${OFFICIAL_TYPE}.${label}')`, '');
  const { text } = await project.succeed('deploy --auto-approve', { TF_CLI_CONFIG_FILE: undefined });

  expect(text).toContain('No changes.');
  expect(takeGathered(emulator)).toStrictEqual([LIST]);
});
