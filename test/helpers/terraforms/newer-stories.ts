import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authMethod, importOf, PAYMENTS, SECRET_VARIABLE } from '../configuration';
import type { Emulated } from '../emulated';
import { startServer } from '../one-answer-server';
import { LIST, takeRequests, takeWrites } from '../requests';
import { TYPE } from '../terraform';

/** What the auth method of the story is when these begin. It is managed without its secret. */
export const WITHOUT_AUDIENCE = {
  name: PAYMENTS.name,
  access_token_url: PAYMENTS.access_token_url,
  client_id: 'payments-2',
  scope: PAYMENTS.scope,
};

interface State {
  readonly resources: readonly {
    readonly instances: readonly { identity?: unknown; identity_schema_version?: number }[];
  }[];
}

/** Terraform 1.12. */
export function identityStory(world: Emulated): void {
  test('identity: a state that has none gets it, and an import by identity changes nothing', async () => {
    const { workspace, emulator } = world;
    const id = emulator.methods()[0]?.id ?? '';
    const state = JSON.parse(workspace.read('terraform.tfstate')) as State;
    const [instance] = state.resources[0]?.instances ?? [];
    const before = instance?.identity;
    delete instance?.identity;
    writeFileSync(join(workspace.folder, 'terraform.tfstate'), JSON.stringify(state));
    const planned = await workspace.succeed('plan -detailed-exitcode');
    await workspace.succeed(`state rm ${TYPE}.payments`);
    workspace.write(
      `${authMethod(WITHOUT_AUDIENCE, { secret: null })}import {\n  to = ${TYPE}.payments\n  identity = { id = "${id}" }\n}\n`,
    );
    takeRequests(emulator);
    const { text } = await workspace.succeed('apply -auto-approve');

    expect(before).toStrictEqual({ id, site: null });
    expect(planned.text).toContain('No changes.');
    expect(text).toContain('Resources: 1 imported, 0 added, 0 changed, 0 destroyed.');
    expect(takeRequests(emulator)).toStrictEqual(['GET payments']);
  });
}

const QUERY = `list "${TYPE}" "all" {
  provider = datadogwebhooks
}
list "${TYPE}" "one" {
  provider = datadogwebhooks
  config {
    name = "payments"
  }
}
`;

/** Terraform 1.14. */
export function newerStories(world: Emulated): void {
  const file = (name: string) => join(world.workspace.folder, name);

  test('query: one call finds all, and the generated configuration plans without a change', async () => {
    const { workspace, emulator } = world;
    const { id } = emulator.add({ ...PAYMENTS, name: 'orders' });
    await workspace.succeed(`state rm ${TYPE}.payments`);
    workspace.write('');
    takeRequests(emulator);
    writeFileSync(file('all.tfquery.hcl'), QUERY);
    const { text } = await workspace.succeed('query');
    const requests = takeRequests(emulator);
    writeFileSync(file('all.tfquery.hcl'), QUERY.slice(0, QUERY.indexOf('list', 4)));
    await workspace.succeed('query -generate-config-out=generated.tf');
    const planned = await workspace.succeed('plan');
    rmSync(file('generated.tf'));
    rmSync(file('all.tfquery.hcl'));
    emulator.remove('orders');

    expect(text).toMatch(new RegExp(`list\\.${TYPE}\\.all +id=${id},site=<null> +orders`));
    expect(text).toMatch(new RegExp(`list\\.${TYPE}\\.all .* payments\n`));
    expect(text.match(new RegExp(`list\\.${TYPE}\\.one .*`, 'g'))).toHaveLength(1);
    expect(requests).toStrictEqual([LIST]);
    expect(planned.text).toContain('Plan: 2 to import, 0 to add, 0 to change, 0 to destroy.');
    expect(takeWrites(emulator)).toStrictEqual([]);
  });

  test('action: it requests a token after a change and on demand, and nothing shows the secret', async () => {
    const { workspace, emulator } = world;
    let requested = 0;
    const endpoint = await startServer((_, response) => {
      response.writeHead(requested++ === 0 ? 200 : 401, { 'content-type': 'application/json' });
      response.end('{"access_token":"given-7f3a"}');
    });
    const url = `${endpoint.url}/token`;
    const attributes = { ...WITHOUT_AUDIENCE, access_token_url: url };
    const triggered = authMethod(attributes, { more: `lifecycle {\n    ${TRIGGER}\n  }` });
    workspace.write(SECRET_VARIABLE + triggered + importOf('name:payments') + actionOf(attributes));
    const deployed = await workspace.succeed('apply -auto-approve');
    const refused = await workspace.terraform(
      'apply -auto-approve -invoke=action.datadogwebhooks_verify_token.payments',
    );
    await endpoint.close();

    expect(deployed.flat).toContain(`Requesting a token from "${url}" for the client "payments-2"`);
    expect(deployed.flat).toContain('The token endpoint gave a token to the client "payments-2"');
    expect(refused.code).toBe(1);
    expect(refused.flat).toContain('client_secret_wo = (write-only attribute)');
    expect(refused.flat).toContain(
      `Could not verify client "payments-2": The token endpoint "${url}" gave no token: id and secret with HTTP Basic: 401, without an access token or an OAuth2 error in the answer id and secret in the body: 401, without an access token or an OAuth2 error in the answer Check client_secret_wo and client_id at the identity provider.`,
    );
    expect(deployed.stdout + refused.stdout).not.toMatch(/first-secret|given-7f3a/);
    expect(takeWrites(emulator)).toStrictEqual([
      `PATCH payments {"access_token_url":"${url}","client_secret":"first-secret"}`,
    ]);
  });
}

const TRIGGER = `action_trigger {
      events  = [after_create, after_update]
      actions = [action.datadogwebhooks_verify_token.payments]
    }`;

/**
 * The action that the changes of the auth method trigger. Terraform 1.16 does not invoke an action on demand
 * that refers to the resource that triggers it.
 */
function actionOf(attributes: typeof WITHOUT_AUDIENCE): string {
  return `action "datadogwebhooks_verify_token" "payments" {
  config {
    access_token_url = "${attributes.access_token_url}"
    client_id        = "${attributes.client_id}"
    client_secret_wo = var.secret
    scope            = "${attributes.scope}"
  }
}
`;
}
