import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTION_PATH } from '../../lib/wire/routes';
import { PAYMENTS } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { TYPE } from '../helpers/terraform';

/** What creates an auth method during an apply without being a resource of this provider. */
const CREATE = `
const { name, ...rest } = ${JSON.stringify(PAYMENTS)};
const attributes = { name: process.argv[2], ...rest, client_secret: 's3cret' };
const headers = { 'Content-Type': 'application/json', 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' };
const body = JSON.stringify({ data: { type: 'webhooks-auth-method-oauth2-client-credentials', attributes } });
void fetch(process.env.DD_HOST + '${COLLECTION_PATH}', { method: 'POST', headers, body });
`;

const script = (label: string, after = '') => `
resource "terraform_data" "${label}" {
  depends_on = [${after}]
  provisioner "local-exec" {
    command = "node create.js ${label}"
  }
}
data "${TYPE}" "${label}" {
  name       = "${label}"
  depends_on = [terraform_data.${label}]
}
`;

const world = emulated();

test('a data source sees what was created in another way during the same apply', async () => {
  const { workspace, emulator } = world;
  writeFileSync(join(workspace.folder, 'create.js'), CREATE);
  workspace.write(`${script('first')}${script('second', `data.${TYPE}.first`)}
data "${TYPE}_auth_methods" "all" {
  depends_on = [terraform_data.second]
}
output "ids" {
  value = [data.${TYPE}.first.id, data.${TYPE}.second.id, data.${TYPE}_auth_methods.all.ids]
}
`);
  await workspace.succeed('init');
  await workspace.succeed('apply -auto-approve');

  const [first, second] = emulator.methods().map(({ id }) => id);
  expect(JSON.parse((await workspace.succeed('output -json ids')).stdout)).toStrictEqual([
    first,
    second,
    { first, second },
  ]);
});
