import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launcher } from '../../scripts/launcher';
import { buildProvider } from '../helpers/build-provider';
import { COOKIE, endAll, PluginClient, run, startPlugin } from '../helpers/plugin-client';
import { temporaryFolder } from '../helpers/temporary-folder';

const file = buildProvider(join(__dirname, 'fixture-provider.ts'), 'fixture');
const folder = temporaryFolder('launcher');

afterEach(endAll);

test('SIGUSR1 opens no inspector', async () => {
  const plugin = await startPlugin(file);
  plugin.child.kill('SIGUSR1');
  const client = PluginClient.of(plugin);
  await client.raw('/plugin.GRPCController/Shutdown');
  await plugin.exit;
  expect(plugin.stderr).toBe('');
});

test('SIGUSR1 opens no inspector while the provider is loaded', async () => {
  const script = join(folder, 'terraform-provider-x');
  writeFileSync(script, launcher('provider.js', 'a/b/c', '>= 20.9.0'));
  chmodSync(script, 0o755);
  writeFileSync(
    join(folder, 'provider.js'),
    "process.on('SIGUSR2', () => setTimeout(process.exit, 300, 0)); console.log('loading'); setInterval(() => 0, 1000);",
  );
  const started = run(script);
  await started.line();
  started.child.kill('SIGUSR1');
  started.child.kill('SIGUSR2');
  expect(await started.exit).toStrictEqual({ code: 0, signal: null });
  expect(started.stderr).toBe('');
});

test.each([
  ['the script', 'unset NODE_DEBUG'],
  ['the executable', ''],
])('NODE_DEBUG and DEBUG print nothing from %s', async (_, shell) => {
  const script = join(folder, 'debugged');
  writeFileSync(script, `#!/bin/sh\n${shell}\nexec '${process.execPath}' '${file}' "$@"\n`);
  chmodSync(script, 0o755);
  const started = run(script, [], {
    ...COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: '6',
    NODE_DEBUG: 'net,http,http2,tls,stream',
    DEBUG: '*',
  });
  await started.line();
  started.child.kill('SIGTERM');
  await started.exit;
  expect(started.stderr).toBe('');
});
