import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { buildProvider } from '../../helpers/build-provider';
import { endAll, PluginClient, run } from '../../helpers/plugin-client';
import { configure } from '../fixture-calls';

const file = buildProvider(join(__dirname, '../fixture-provider.ts'), 'fixture');

afterEach(endAll);

test('-debug prints what Terraform needs to attach, and Ctrl-C ends it', async () => {
  const started = run(file, ['-debug']);
  expect(await started.line()).toBe(
    'terraform.local/test/fixture 1.2.3 is waiting. Set this variable where you run Terraform. ' +
      'Ctrl-C here ends the provider.',
  );
  expect(await started.line()).toBe('');
  const [, json] = /^TF_REATTACH_PROVIDERS='(.*)'$/.exec(await started.line())!;
  const path = expect.stringMatching(/\/plugin-\w{6}\/socket$/);
  const reattach = JSON.parse(json!);
  expect(reattach).toEqual({
    'terraform.local/test/fixture': {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: started.child.pid,
      Test: true,
      Addr: { Network: 'unix', String: path },
    },
  });
  const socket: string = reattach['terraform.local/test/fixture'].Addr.String;
  expect(statSync(dirname(socket)).mode & 0o777).toBe(0o700);
  // As Terraform does first: a connection that says nothing.
  const probe = connect(socket);
  await once(probe, 'connect');
  probe.destroy();
  await expect(configure(new PluginClient(`unix:${socket}`))).resolves.toEqual({ diagnostics: [] });
  started.child.kill('SIGINT');
  await expect(started.exit).resolves.toEqual({ code: 0, signal: null });
  expect(existsSync(socket)).toBe(false);
});
