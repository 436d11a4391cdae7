import { tmpdir } from 'node:os';
import { cleanEnvironment, ROOT, run, TYPESCRIPT } from './helpers/terraform';

const dev = (...args: readonly string[]) =>
  run(process.execPath, [...TYPESCRIPT, 'scripts/dev.ts', ...args], {
    cwd: ROOT,
    env: cleanEnvironment(),
  });

test('npm run dev runs a command in a folder, with a provider that ends after it, and ends as the command does', async () => {
  const script =
    'console.log(process.cwd()); console.log(process.env.TF_REATTACH_PROVIDERS); process.exit(3)';
  const { code, stdout } = await dev(tmpdir(), 'node', '-e', script);
  const [folder, reattach = ''] = stdout.split('\n');
  const provider = JSON.parse(reattach)['terraform.local/cdktf/datadogwebhooks'];

  expect({ code, folder }).toStrictEqual({ code: 3, folder: tmpdir() });
  expect(provider).toMatchObject({ Protocol: 'grpc', ProtocolVersion: 6 });
  expect(() => process.kill(provider.Pid, 0)).toThrow('ESRCH');
});

test('npm run dev without a command says what to give', async () => {
  expect(await dev(tmpdir())).toMatchObject({
    code: 1,
    stderr: 'Give a folder and a command, such as: npm run dev -- ../my-app npx cdktf deploy\n',
  });
});
