import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { connect } from 'node:tls';
import { createCertificate } from '../../../lib/plugin/transport/certificate';
import { buildProvider } from '../../helpers/build-provider';
import { COOKIE, endAll, pem, PluginClient, run, startPlugin, tlsOptions } from '../../helpers/plugin-client';
import { configure, create } from '../fixture-calls';
import { temporaryFolder } from '../../helpers/temporary-folder';

const file = buildProvider(join(__dirname, '../fixture-provider.ts'), 'fixture');

afterEach(endAll);

const SELF = 'This is terraform.local/test/fixture 1.2.3, a Terraform provider.';

test.each([
  ['without a cookie', {}],
  ['with a wrong cookie', { TF_PLUGIN_MAGIC_COOKIE: 'd602' }],
])('started by hand %s it says what it is and how it is used, and exits with 1', async (_case, env) => {
  const started = run(file, [], env);
  await expect(started.exit).resolves.toEqual({ code: 1, signal: null });
  expect(started.stderr).toBe(
    `${SELF} It does nothing by itself: Terraform starts it when a configuration needs it. ` +
      'Write a probe to see it.\n',
  );
  await expect(started.line()).rejects.toThrow('standard output ended');
});

test.each([
  [
    'by a program without protocol 6',
    { PLUGIN_PROTOCOL_VERSIONS: '4,5' },
    `${SELF} It speaks protocol 6, but the program that started it offers 4,5. ` +
      'Use Terraform 1.11 or newer, or OpenTofu 1.11 or newer.',
  ],
  [
    'without a folder for its socket',
    { PLUGIN_PROTOCOL_VERSIONS: '6', PLUGIN_UNIX_SOCKET_DIR: '/nowhere' },
    'The provider cannot create a folder at /nowhere/plugin-… for the socket Terraform connects to: ' +
      "ENOENT: no such file or directory, mkdtemp '/nowhere/plugin-XXXXXX'. " +
      'Set TMPDIR to an existing folder in which you can write.',
  ],
])(
  'started %s it gives the reason to Terraform and a person, and exits with 1',
  async (_case, env, reason) => {
    const started = run(file, [], { ...COOKIE, ...env });
    expect(await started.line()).toBe(`${reason} The causes that follow do not apply.`);
    await expect(started.exit).resolves.toEqual({ code: 1, signal: null });
    expect(started.stderr).toBe(`${reason}\n`);
  },
);

describe('the handshake', () => {
  test('has an unpadded certificate, and the server already listens', async () => {
    const plugin = await startPlugin(file);
    const certificate = plugin.fields[5]!;
    expect(plugin.fields).toEqual(['1', '6', 'unix', plugin.fields[3], 'grpc', certificate]);
    expect(certificate).toMatch(/^[A-Za-z0-9+/]{300,}$/);
    expect(new X509Certificate(Buffer.from(certificate, 'base64')).subjectAltName).toBe('DNS:localhost');
    await PluginClient.of(plugin).connected();
  });

  test('without a client certificate has an empty certificate, and the server speaks plaintext', async () => {
    const plugin = await startPlugin(file, { PLUGIN_CLIENT_CERT: '' });
    expect(plugin.fields).toEqual(['1', '6', 'unix', plugin.fields[3], 'grpc', '']);
    await expect(configure(PluginClient.of(plugin))).resolves.toEqual({ diagnostics: [] });
  });

  test('names a socket in a folder of its own that nobody else may enter', async () => {
    const folder = temporaryFolder('sockets');
    const plugin = await startPlugin(file, { PLUGIN_UNIX_SOCKET_DIR: folder });
    const [entry] = readdirSync(folder);
    expect(plugin.fields[3]).toBe(join(folder, entry!, 'socket'));
    expect(statSync(join(folder, entry!)).mode & 0o777).toBe(0o700);
  });

  test('falls back to /tmp when the wanted folder makes a path too long for a socket', async () => {
    const folder = join(temporaryFolder('sockets'), 'a'.repeat(90));
    mkdirSync(folder);
    const plugin = await startPlugin(file, { PLUGIN_UNIX_SOCKET_DIR: folder });
    expect(plugin.fields[3]).toMatch(/^\/tmp\/plugin-\w{6}\/socket$/);
    await PluginClient.of(plugin).connected();
    rmSync(dirname(plugin.fields[3]!), { recursive: true });
  });
});

describe('mutual TLS', () => {
  test.each([
    ['in plaintext', () => undefined],
    ['without a certificate', (server: Buffer) => ({ server })],
    ['with another certificate', (server: Buffer) => ({ server, own: createCertificate() })],
  ])('a client %s is refused, and the next right one is let in', async (_case, credentials) => {
    const plugin = await startPlugin(file);
    const server = pem(Buffer.from(plugin.fields[5]!, 'base64'));
    const stranger = new PluginClient(`unix:${plugin.fields[3]}`, credentials(server));
    await expect(configure(stranger)).rejects.toMatchObject({ code: 14 });
    stranger.close();
    await expect(configure(PluginClient.of(plugin))).resolves.toEqual({ diagnostics: [] });
  });

  test('h2 is chosen, with TLS 1.3 or 1.2 and nothing older', async () => {
    const options = tlsOptions(await startPlugin(file));
    for (const version of ['TLSv1.3', 'TLSv1.2'] as const) {
      const socket = connect({ ...options, minVersion: version, maxVersion: version });
      await once(socket, 'secureConnect');
      expect([socket.alpnProtocol, socket.getProtocol(), socket.authorized]).toEqual(['h2', version, true]);
      socket.destroy();
    }
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    await expect(once(connect({ ...options, ...old }), 'secureConnect')).rejects.toMatchObject({
      code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
    });
  });
});

describe('beside the calls', () => {
  test('standard error has the log TF_LOG asks for: a JSON object per line, without secrets', async () => {
    const plugin = await startPlugin(file, { TF_LOG: 'info' });
    const client = PluginClient.of(plugin);
    await configure(client);
    await create(client, 'log');
    await plugin.said(/\n/);
    expect(JSON.parse(plugin.stderr)).toEqual({
      '@level': 'info',
      '@message': 'hello ***',
      '@module': 'provider',
      '@timestamp': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/),
      answer: 42,
      secret: '***',
    });
  });

  test('standard input is left to Terraform', async () => {
    const started = run(file, [], { ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: '6' }, 'pipe');
    const [, , , socket] = (await started.line()).split('|');
    const { stdin } = started.child;
    stdin!.on('error', () => undefined);
    // More than a pipe holds, so that some of it stays here as long as nobody reads.
    stdin!.write('yes\n'.repeat(100_000));
    await configure(new PluginClient(`unix:${socket}`));
    expect(stdin!.writableLength).toBeGreaterThan(0);
  });

  test('standard output ends after the handshake; what a library prints there goes nowhere', async () => {
    const plugin = await startPlugin(file);
    await once(plugin.child.stdout!, 'end');
    const client = PluginClient.of(plugin);
    await expect(create(client, 'print')).resolves.toMatchObject({ diagnostics: [] });
    await expect(create(client, 'nothing')).resolves.toMatchObject({ diagnostics: [] });
  });

  test('health is answered as SERVING', async () => {
    const client = PluginClient.of(await startPlugin(file));
    await expect(client.raw('/grpc.health.v1.Health/Check')).resolves.toEqual(Buffer.of(8, 1));
  });
});
