import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { endWithTerraform } from '../../../lib/plugin/transport/lifecycle';
import { buildProvider } from '../../helpers/build-provider';
import {
  COOKIE,
  endAll,
  type Process,
  PluginClient,
  run,
  startPlugin,
  type Plugin,
} from '../../helpers/plugin-client';
import { eventually, processesWith } from '../../helpers/processes';
import { SECRET } from '../fixture';
import { configure, create, diagnostic } from '../fixture-calls';
import { temporaryFolder } from '../../helpers/temporary-folder';

const file = buildProvider(join(__dirname, '../fixture-provider.ts'), 'fixture');

afterEach(endAll);

test('a process whose Terraform was killed while it started ends at once, and leaves no socket', async () => {
  const folder = temporaryFolder('sockets');
  const env = { ...COOKIE, PLUGIN_PROTOCOL_VERSIONS: '6', TMPDIR: folder };
  const started = run(file, [], env);
  started.child.stdout!.destroy();
  await expect(started.exit).resolves.toEqual({ code: 0, signal: null });
  expect(readdirSync(folder)).toEqual([]);
  // Without noticing, it would wait a minute for somebody to connect.
}, 30_000);

test('Shutdown is answered, and the process ends at once, even with streams and calls open', async () => {
  const plugin = await startPlugin(file);
  const client = PluginClient.of(plugin);
  const streams = ['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream'].map((path) => {
    const stream = client.stream(path);
    stream.on('error', () => undefined);
    return stream;
  });
  await Promise.all(streams.map((stream) => once(stream, 'metadata')));
  const waiting = create(client, 'wait').catch((error: { code: number }) => error.code);
  await expect(client.raw('/plugin.GRPCController/Shutdown')).resolves.toEqual(Buffer.alloc(0));
  await expect(plugin.exit).resolves.toEqual({ code: 0, signal: null });
  expect(existsSync(dirname(plugin.fields[3]!))).toBe(false);
  await waiting;
});

test('StopProvider is answered at once, aborts the call in progress, and refuses calls until a new walk', async () => {
  const detail =
    'Terraform asked the provider to stop before the operation was complete. the wait was aborted';
  const client = PluginClient.of(await startPlugin(file));
  const waiting = create(client, 'wait');
  await configure(client); // the server works in order: the call has begun
  await expect(client.raw('/tfplugin6.Provider/StopProvider')).resolves.toEqual(Buffer.alloc(0));
  await expect(waiting).resolves.toEqual({
    newState: undefined,
    private: new Uint8Array(),
    diagnostics: [diagnostic('ERROR', 'The operation was stopped', { detail })],
  });
  // Terraform may send StopProvider in the middle of a change, before the call it is to stop.
  await expect(create(client, 'nothing')).resolves.toMatchObject({
    newState: undefined,
    diagnostics: [{ summary: 'Terraform asked the provider to stop before the operation began' }],
  });
  await configure(client);
  await expect(create(client, 'nothing')).resolves.toMatchObject({ diagnostics: [] });
});

test.each(['throw later', 'reject later'])(
  'what nobody catches (%s) is a panic in Terraform’s eyes, without secrets, and leaves no socket',
  async (does) => {
    const plugin = await startPlugin(file);
    const client = PluginClient.of(plugin);
    await configure(client);
    await expect(create(client, does)).rejects.toMatchObject({ code: 14 });
    await expect(plugin.exit).resolves.toEqual({ code: 2, signal: null });
    expect(plugin.stderr).toMatch(/^panic: Error: (uncaught with|nobody awaits) \*\*\*\n {4}at /);
    expect(plugin.stderr).not.toContain(SECRET);
    expect(existsSync(dirname(plugin.fields[3]!))).toBe(false);
  },
);

test('no diagnostic report is written, whatever the options of Node ask for', async () => {
  const reports = temporaryFolder('reports');
  const options = '--report-on-signal --report-on-fatalerror --report-uncaught-exception';
  const plugin = await startPlugin(file, { NODE_OPTIONS: `${options} --report-directory=${reports}` });
  plugin.child.kill('SIGUSR2');
  await expect(plugin.exit).resolves.toEqual({ code: null, signal: 'SIGUSR2' });
  expect(readdirSync(reports)).toEqual([]);
});

/** That the process is gone, its socket and the socket's folder too. */
async function expectGone(plugin: Plugin, exit: { code: number | null; signal: string | null }) {
  await expect(plugin.exit).resolves.toEqual(exit);
  expect(existsSync(dirname(plugin.fields[3]!))).toBe(false);
}

const CLEAN = { code: 0, signal: null };

test('the process ends when its only client is gone without a word', async () => {
  const plugin = await startPlugin(file);
  const client = PluginClient.of(plugin);
  await client.connected();
  client.close();
  await expectGone(plugin, CLEAN);
});

describe('the waiting', () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never);

  let watch: (socket: Socket) => void;

  beforeEach(() => {
    jest.useFakeTimers();
    exit.mockClear();
    watch = endWithTerraform();
  });
  afterEach(() => {
    jest.useRealTimers();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  });
  afterAll(() => exit.mockRestore());

  test('ends after 60 s, which is when Terraform gives up, if nobody connects', () => {
    jest.advanceTimersByTime(59_900);
    expect(exit).not.toHaveBeenCalled();
    jest.advanceTimersByTime(200);
    expect(exit).toHaveBeenCalledWith(0);
  });

  test('goes on as long as one client is connected, or one comes back within 2 s', () => {
    const [first, second, third] = [new Socket(), new Socket(), new Socket()];
    watch(first);
    watch(second);
    first.emit('close');
    jest.advanceTimersByTime(100_000);
    second.emit('close');
    jest.advanceTimersByTime(1_900);
    watch(third);
    jest.advanceTimersByTime(100_000);
    expect(exit).not.toHaveBeenCalled();
    third.emit('close');
    jest.advanceTimersByTime(2_100);
    expect(exit).toHaveBeenCalledWith(0);
  });
});

test.each([
  ['signals are left to Terraform while it is connected', true, ['SIGTERM', 'SIGHUP', 'SIGINT']],
  ['Ctrl-C does not end a process that Terraform is about to connect to', false, ['SIGINT']],
] as const)('%s', async (_rule, isConnected, signals) => {
  const plugin = await startPlugin(file, { TF_LOG: 'debug' });
  const client = PluginClient.of(plugin);
  if (isConnected) await configure(client);
  for (const signal of signals) plugin.child.kill(signal);
  await plugin.said(/SIGINT is left to Terraform/);
  await expect(configure(client)).resolves.toEqual({ diagnostics: [] });
});

test.each(['SIGTERM', 'SIGHUP'] as const)('%s ends a process that nobody is connected to', async (signal) => {
  const plugin = await startPlugin(file);
  plugin.child.kill(signal);
  await expectGone(plugin, CLEAN);
});

describe('when Terraform is killed', () => {
  /** Starts the provider as its child, prints the provider's pid and handshake, and stays. */
  const parent = `
    const child = require('node:child_process').spawn(process.argv[1], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.once('data', (line) => console.log(child.pid + ' ' + line));
    child.stderr.resume();
    setInterval(() => {}, 1000);
  `;

  async function startBehindParent() {
    const started: Process = run(process.execPath, ['-e', parent, file], {
      ...COOKIE,
      PLUGIN_PROTOCOL_VERSIONS: '6',
      TF_LOG: 'trace',
    });
    const [pid, line] = (await started.line()).split(' ');
    const socket = line!.split('|')[3]!;
    return { started, pid: Number(pid), socket };
  }

  /** Until the process is gone, which is a child of another one. */
  const gone = (pid: number) =>
    eventually(
      () => processesWith(file).filter((line) => Number.parseInt(line) === pid),
      (left) => left.length === 0,
    );

  test('before it connected, the provider and its socket are gone', async () => {
    const { started, pid, socket } = await startBehindParent();
    started.child.kill('SIGKILL');
    await gone(pid);
    expect(existsSync(dirname(socket))).toBe(false);
  });

  test('while it is connected, without a reader of the log, the provider and its socket are gone', async () => {
    const { started, pid, socket } = await startBehindParent();
    const client = new PluginClient(`unix:${socket}`);
    await configure(client);
    started.child.kill('SIGKILL');
    await started.exit;
    await create(client, 'print').catch(() => undefined);
    await gone(pid);
    expect(existsSync(dirname(socket))).toBe(false);
  });
});
