import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../lib/emulator';
import { CdktfProject } from '../helpers/cdktf-project';
import { environmentOf } from '../helpers/emulated';
import { needing } from '../helpers/needing';
import { startServer } from '../helpers/one-answer-server';
import { takeRequests } from '../helpers/requests';
import { ROOT } from '../helpers/terraform';
import { NEWEST, placeOf } from '../helpers/terraforms';

const [, CODE = ''] =
  /```typescript\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/terraform-versions.md'), 'utf8')) ?? [];

needing(placeOf(NEWEST), NEWEST.path !== undefined).test(
  "the document's action in TypeScript requests a token after the creation",
  async () => {
    let asked = 0;
    await using emulator = await startEmulator();
    const endpoint = await startServer((_, response) => {
      asked += 1;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"access_token":"given-7f3a"}');
    });
    using project = new CdktfProject({
      ...environmentOf(emulator),
      PATH: NEWEST.path,
      TF_VAR_payments_secret: 'first-secret',
    });
    project.write('main.ts', CODE);
    project.edit('main.ts', 'https://login.example.com/oauth2/token', `${endpoint.url}/token`);
    await project.deploy('webhooks');
    await endpoint.close();

    expect(asked).toBe(1);
    expect(takeRequests(emulator).at(-1)).toBe(
      `POST {"name":"payments","access_token_url":"${endpoint.url}/token","client_id":"payments-webhooks","client_secret":"first-secret"}`,
    );
  },
);
