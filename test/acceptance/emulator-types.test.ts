import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment, ROOT, run } from '../helpers/terraform';

const CONSUMER = `import { startEmulator, EmulatorError, type Emulator, type FaultCount } from 'cdktf-datadog-webhooks/emulator';

export async function names(): Promise<string[]> {
  const emulator: Emulator = await startEmulator({ faults: [{ kind: 503, method: 'POST' }] });
  const counts: readonly FaultCount[] = emulator.faults();
  await emulator[Symbol.asyncDispose]();
  if (counts.length > 1) throw new EmulatorError('no');
  return emulator.methods().map(({ attributes }) => attributes.name ?? '');
}
`;
const USING = `import { startEmulator } from 'cdktf-datadog-webhooks/emulator';

export async function url(): Promise<string> {
  await using emulator = await startEmulator();
  return emulator.url;
}
`;

/** A project that has the built package and none of the types of Node's. */
describe("the emulator's types need no other package", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'consumer-'));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(ROOT, join(folder, 'node_modules/cdktf-datadog-webhooks'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['an old library', 'ES2020', { 'consumer.ts': CONSUMER }],
    ['the newest library', 'ESNext', { 'consumer.ts': CONSUMER, 'using.ts': USING }],
  ])('with skipLibCheck off and %s', async (_, lib, files) => {
    for (const [file, code] of Object.entries(files)) writeFileSync(join(folder, file), code);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        compilerOptions: {
          strict: true,
          noEmit: true,
          skipLibCheck: false,
          types: [],
          lib: [lib],
          target: 'ES2022',
          module: 'Node16',
          preserveSymlinks: true,
        },
        files: Object.keys(files),
      }),
    );
    const { code: exit, stdout } = await run(join(ROOT, 'node_modules/.bin/tsc'), ['--project', folder], {
      cwd: folder,
      env: cleanEnvironment(),
    });

    expect([exit, stdout]).toStrictEqual([0, '']);
  });
});
