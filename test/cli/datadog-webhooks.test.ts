import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { commandEntry } from '../../scripts/launcher';
import { run as runProgram } from '../helpers/terraform';
import { command } from './command';

const run = command();

test('it tells its version', async () => {
  expect(await run('--version').ended).toStrictEqual({ code: 0, stdout: '1.2.3\n', stderr: '' });
});

test('its help names the subcommands', async () => {
  const { code, stdout } = await run('--help').ended;
  expect(code).toBe(0);
  expect(stdout).toBe(`Usage: datadog-webhooks [options] [command]

manage the auth methods of Datadog's Webhooks Integration

Options:
  -V, --version                 output the version number
  -h, --help                    display help for command

Commands:
  doctor [options]              check everything that a deploy needs, and show
                                what to fix
  review [options] [stacks...]  show what somebody changed in Datadog, and
                                exactly what a deploy will send
  import [options] [names...]   list the auth methods in Datadog, and write the
                                TypeScript code that imports them
  provider [options]            write the Terraform provider into a folder, for
                                configurations in HCL
  emulate [options]             run a local Datadog with the auth methods of the
                                Webhooks Integration
  help [command]                display help for command
`);
});

test('without a subcommand it shows its help and fails', async () => {
  const { code, stdout, stderr } = await run().ended;
  expect([code, stdout]).toStrictEqual([1, '']);
  expect(stderr).toMatch(/^Usage: datadog-webhooks \[options\] \[command\]\n/);
});

test('an unknown subcommand is told', async () => {
  expect(await run('emulat').ended).toStrictEqual({
    code: 1,
    stdout: '',
    stderr: "error: unknown command 'emulat'\n(Did you mean emulate?)\n",
  });
});

describe('with a Node that is too old', () => {
  const folder = mkdtempSync(join(tmpdir(), 'entry-'));
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, commandEntry('main.js', 'cdktf-datadog-webhooks', '>= 20.9.0'));
  writeFileSync(join(folder, 'main.js'), "console.log('started')");
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['18.20.8', false],
    ['20.8.1', false],
    ['20.9.0', true],
    ['100.0.0', true],
  ])('%s it says so, and what to do', async (version, starts) => {
    const preload = join(folder, 'preload.js');
    writeFileSync(preload, `Object.defineProperty(process.versions, 'node', { value: '${version}' });`);
    const { code, stdout, stderr } = await runProgram(process.execPath, ['-r', preload, entry], {
      cwd: folder,
      env: { PATH: process.env.PATH },
    });
    expect({ code, stdout, stderr }).toStrictEqual(
      starts
        ? { code: 0, stdout: 'started\n', stderr: '' }
        : {
            code: 1,
            stdout: '',
            stderr:
              'cdktf-datadog-webhooks needs Node.js 20.9 or newer, ' +
              `and this is Node.js ${version}. Install a newer one, and put its folder first on the PATH.\n`,
          },
    );
  });

  test('it can read the file, whatever its age', async () => {
    const text = readFileSync(entry, 'utf8');
    await expect(transform(text, { target: 'es5', supported: {} })).resolves.toMatchObject({ warnings: [] });
    expect(text).not.toMatch(/\b(const|let)\b|=>|`/);
  });
});
