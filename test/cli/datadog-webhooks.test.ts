import { command } from './command';

const run = command();

test('it tells its version', async () => {
  const version = run('--version');
  expect(await version.ended).toStrictEqual({ code: 0, signal: null });
  expect([version.stdout(), version.stderr()]).toStrictEqual(['1.2.3\n', '']);
});

test('its help names the subcommands', async () => {
  const help = run('--help');
  expect(await help.ended).toStrictEqual({ code: 0, signal: null });
  expect(help.stdout()).toBe(`Usage: datadog-webhooks [options] [command]

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
  const nothing = run();
  expect(await nothing.ended).toStrictEqual({ code: 1, signal: null });
  expect(nothing.stdout()).toBe('');
  expect(nothing.stderr()).toMatch(/^Usage: datadog-webhooks \[options\] \[command\]\n/);
});

test('an unknown subcommand is told', async () => {
  const unknown = run('emulat');
  expect(await unknown.ended).toStrictEqual({ code: 1, signal: null });
  expect([unknown.stdout(), unknown.stderr()]).toStrictEqual([
    '',
    "error: unknown command 'emulat'\n(Did you mean emulate?)\n",
  ]);
});
