import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import packageJson from '../../package.json';
import { runCell, template } from '../helpers/reliability/cell';
import { ROWS } from '../helpers/reliability/faults';
import { objections } from '../helpers/reliability/judge';
import { ROOT, type Workspace } from '../helpers/terraform';

const POLICY = join(ROOT, 'lib/client/retry-policy.ts');

/** The provider as many clients are: what may have taken effect is sent again. */
const BLIND: Plugin = {
  name: 'blind',
  setup(building) {
    building.onResolve({ filter: /\/retry-policy$/ }, () => ({ path: 'policy', namespace: 'blind' }));
    building.onLoad({ filter: /.*/, namespace: 'blind' }, () => ({
      resolveDir: ROOT,
      loader: 'ts',
      contents: `export * from ${JSON.stringify(POLICY)};
        import { verdict as safe } from ${JSON.stringify(POLICY)};
        export const verdict: typeof safe = (...why) => (safe(...why) === 'look' ? 'repeat' : safe(...why));`,
    }));
  },
};

describe('the judge of docs/reliability.md objects to a provider that repeats every POST', () => {
  const folder = mkdtempSync(join(tmpdir(), 'blind-'));
  let from: Workspace;

  beforeAll(async () => {
    await build({
      entryPoints: [join(ROOT, 'lib/provider/main.ts')],
      outfile: join(folder, 'terraform-provider-datadogwebhooks'),
      banner: { js: `#!${process.execPath}` },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      define: { PACKAGE_VERSION: JSON.stringify(packageJson.version) },
      plugins: [BLIND],
    });
    writeFileSync(
      join(folder, 'terraformrc'),
      `provider_installation {
        dev_overrides { "terraform.local/cdktf/datadogwebhooks" = "${folder}" }
        direct {}
      }`,
    );
    chmodSync(join(folder, 'terraform-provider-datadogwebhooks'), 0o755);
    from = await template();
  });
  afterAll(() => {
    from.remove();
    rmSync(folder, { recursive: true });
  });

  test.each([
    ['connection reset, without effect', 'reset-before'],
    ['connection reset, after it took effect', 'reset-after'],
    ['502, after it took effect', '502'],
    ['answer cut in the middle', 'cut-body'],
  ])('%s', async (fault, kind) => {
    const row = ROWS.find((candidate) => candidate.fault === fault)!;
    const overridden = { TF_CLI_CONFIG_FILE: join(folder, 'terraformrc') };
    const { deploy, next } = await runCell(from, { row, operation: 'create' }, overridden);

    expect(objections('create', deploy, next)).toContain(
      `a POST was repeated after ${kind}, which may have taken effect`,
    );
  });
});
